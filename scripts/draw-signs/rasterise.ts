import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

async function launch() {
  const system = SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (system) return chromium.launch({ executablePath: system });
  const packaged = (await import('@sparticuz/chromium')).default;
  return chromium.launch({ executablePath: await packaged.executablePath(), args: packaged.args });
}

/**
 * Renders SVG files to lossless WebP at `size` x `size` pixels, transparent where the SVG is.
 * WeChat's <image> shows SVG from the network only, so a package carries these.
 */
export async function rasterise(svgs: readonly string[], size: number): Promise<Buffer[]> {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const images: Buffer[] = [];
    for (const svg of svgs) {
      const base64 = await page.evaluate(
        async ({ source, side }) => {
          const image = new Image();
          image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
          await image.decode();
          const canvas = document.createElement('canvas');
          canvas.width = side;
          canvas.height = side;
          const context = canvas.getContext('2d');
          if (!context) throw new Error('no 2d context');
          context.drawImage(image, 0, 0, side, side);
          return canvas.toDataURL('image/webp', 1).split(',')[1] ?? '';
        },
        { source: svg, side: size },
      );
      images.push(Buffer.from(base64, 'base64'));
    }
    return images;
  } finally {
    await browser.close();
  }
}
