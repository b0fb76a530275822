import { readdirSync } from 'node:fs';
import path from 'node:path';
import postcss, { type AtRule, type Rule } from 'postcss';
import { compile } from 'sass';

export type Scheme = 'light' | 'dark';
export type Tokens = Readonly<Record<string, string>>;

/** What a class says of its letters and the ground below them; names of tokens or colours as written. */
interface Paint {
  color?: Declared;
  background?: Declared;
}

interface Declared {
  value: string;
  /** The later one holds where two classes of one part say different things. */
  order: number;
}

/** One pair of letters and ground that a screen draws. */
export interface Pair {
  file: string;
  selector: string;
  color: string;
  ground: string;
}

function isDark(rule: Rule): boolean {
  const { parent } = rule;
  return parent?.type === 'atrule' && (parent as AtRule).params.includes('prefers-color-scheme: dark');
}

/** The colours of app.scss, by day and by night. */
export function readTokens(file = 'src/app.scss'): Record<Scheme, Tokens> {
  const tokens: Record<Scheme, Record<string, string>> = { light: {}, dark: {} };
  postcss.parse(compile(file).css).walkDecls(/^--/, (declaration) => {
    const value = declaration.value.trim();
    if (!/^#[0-9a-f]{6}$/i.test(value)) return;
    if (isDark(declaration.parent as Rule)) tokens.dark[declaration.prop] = value;
    else tokens.light[declaration.prop] = value;
  });
  return { light: tokens.light, dark: { ...tokens.light, ...tokens.dark } };
}

export function stylesheets(folder = 'src'): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.scss'))
    .map((name) => path.join(folder, name))
    .sort();
}

/** Everything that a style sheet paints, by selector; what the dark says comes over what the light says. */
function readPaints(file: string, scheme: Scheme): Map<string, Paint> {
  const paints = new Map<string, Paint>();
  let order = 0;
  postcss.parse(compile(file).css).walkRules((rule) => {
    if (isDark(rule) && scheme === 'light') return;
    for (const selector of rule.selectors) {
      const paint = paints.get(selector) ?? {};
      rule.walkDecls(/^(color|background|background-color)$/, ({ prop, value }) => {
        order += 1;
        paint[prop === 'color' ? 'color' : 'background'] = { value, order };
      });
      paints.set(selector, paint);
    }
  });
  return paints;
}

/** `.row--pressed` and `.row::before` stand on what `.row` paints. */
function baseOf(selector: string): string | undefined {
  const base = selector.replace(/::?[a-z-]+$/, '').replace(/--[a-z0-9-]+$/, '');
  return base === selector ? undefined : base;
}

function later(one: Declared | undefined, other: Declared | undefined): string | undefined {
  if (one === undefined || other === undefined) return (one ?? other)?.value;
  return one.order > other.order ? one.value : other.value;
}

/**
 * The letters of each class on the ground of that class, or, where it paints none, on both grounds of a page.
 * @param standsOn which other class's ground a class lies on
 */
export function pairsOf(file: string, scheme: Scheme, standsOn: Readonly<Record<string, string>> = {}): Pair[] {
  const paints = readPaints(file, scheme);
  return [...paints].flatMap(([selector, own]) => {
    const base = paints.get(baseOf(selector) ?? '') ?? {};
    const color = later(own.color, base.color);
    const below = paints.get(standsOn[selector] ?? '')?.background?.value;
    const background = later(own.background, base.background) ?? below;
    if (color === undefined || (own.color === undefined && own.background === undefined)) return [];
    const isClear = background === undefined || background === 'transparent';
    const grounds = isClear ? ['var(--ground)', 'var(--ground-quiet)'] : [background];
    return grounds.map((ground) => ({ file, selector, color, ground }));
  });
}

/** @throws where a colour is neither a token of app.scss nor written in six digits: then nobody can check it */
export function resolve(value: string, tokens: Tokens): string {
  const name = /^var\((--[a-z-]+)\)$/.exec(value)?.[1];
  const colour = name === undefined ? value : tokens[name];
  if (colour === undefined || !/^#[0-9a-f]{6}$/i.test(colour)) throw new Error(`${value} is no colour of app.scss`);
  return colour;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
