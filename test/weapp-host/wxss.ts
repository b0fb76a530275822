import postcss, { type ChildNode, type Root } from 'postcss';
import { resolvePath } from './phone/paths.ts';
import { BuildError, type WeappFiles } from './read-weapp.ts';

const KEYFRAME_STEP = /^(from|to|\d)/;

/** `view` is `wx-view` in the phone's DOM, and `page` is `wx-page`: every type selector of WXSS names a component. */
function renameTypes(selector: string): string {
  return selector.replace(/(^|[\s>+~,(])([a-z][\w-]*)/g, (_, before: string, tag: string) => `${before}wx-${tag}`);
}

/** Lengths that mean something else in a mini program's window than in this browser's. */
function translateValue(value: string): string {
  return value
    .replace(/(-?[\d.]+)rpx\b/g, (_, number: string) => `calc(${number} * 100vw / 750)`)
    .replace(/(-?[\d.]+)vh\b/g, (_, number: string) => `calc(${number} * var(--page-height) / 100)`)
    .replace(/(?:env|constant)\(safe-area-inset-bottom[^)]*\)/g, 'var(--page-safe-bottom)')
    .replace(/(?:env|constant)\(safe-area-inset-\w+[^)]*\)/g, '0px');
}

function readSheet(files: WeappFiles, name: string, seen: readonly string[]): ChildNode[] {
  if (seen.includes(name)) throw new BuildError(`${name} imports itself`);
  let root: Root;
  try {
    root = postcss.parse(files.text(name), { from: name });
  } catch (error) {
    if (error instanceof postcss.CssSyntaxError) throw new BuildError(error.message);
    throw error;
  }
  return root.nodes.flatMap((node) => {
    if (node.type !== 'atrule' || node.name !== 'import') return [node];
    const target = /^\s*(?:url\()?["']([^"']+)["']/.exec(node.params)?.[1];
    if (target === undefined) throw new BuildError(`${name}: can't read @import ${node.params}`);
    const path = resolvePath(name, target);
    if (!files.has(path)) throw new BuildError(`${name} imports ${path}, which the build doesn't have`);
    return readSheet(files, path, [...seen, name]);
  });
}

function translate(files: WeappFiles, name: string): string {
  const root = postcss.root({ nodes: readSheet(files, name, []) });
  root.walkRules((rule) => {
    if (!KEYFRAME_STEP.test(rule.selector)) rule.selector = renameTypes(rule.selector);
  });
  root.walkDecls((declaration) => {
    declaration.value = translateValue(declaration.value);
  });
  return root.toString();
}

/** The build's styles as CSS for the phone's page, by path without suffix, with their imports in them. */
export function compileStyles(files: WeappFiles): Record<string, string> {
  const sheets = files.names.filter((name) => name.endsWith('.wxss'));
  return Object.fromEntries(sheets.map((name) => [name.replace(/\.wxss$/, ''), translate(files, name)]));
}
