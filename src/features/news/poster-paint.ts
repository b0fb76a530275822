import type { PaintCanvas } from '#platform/canvas';
import type { Font, Measure, PosterPlan } from './poster-plan.ts';

function cssFont({ size, weight }: Font): string {
  return `${weight} ${size}px sans-serif`;
}

/** How wide this canvas sets a text. */
export function measureOn({ context }: PaintCanvas): Measure {
  return (text, font) => {
    context.font = cssFont(font);
    return context.measureText(text).width;
  };
}

function fillBox(
  context: CanvasRenderingContext2D,
  { x, y, width, height, color, radius }: PosterPlan['boxes'][number],
) {
  context.fillStyle = color;
  context.beginPath();
  // roundRect is younger than the phones that WeChat runs on.
  context.moveTo(x + radius, y);
  context.arcTo(x + width, y, x + width, y + height, radius);
  context.arcTo(x + width, y + height, x, y + height, radius);
  context.arcTo(x, y + height, x, y, radius);
  context.arcTo(x, y, x + width, y, radius);
  context.closePath();
  context.fill();
}

/** Draws a poster. The code is a picture that was loaded on this canvas. */
export function paintPoster({ context }: PaintCanvas, plan: PosterPlan, code: CanvasImageSource): void {
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, plan.width, plan.height);
  for (const box of plan.boxes) fillBox(context, box);
  context.textBaseline = 'top';
  for (const { text, x, y, font, color, align } of plan.texts) {
    context.font = cssFont(font);
    context.fillStyle = color;
    context.textAlign = align;
    context.fillText(text, x, y);
  }
  const { x, y, width, height } = plan.code;
  context.drawImage(code, x, y, width, height);
}
