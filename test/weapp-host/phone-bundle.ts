import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';

let bundled: Promise<string> | undefined;

/** The phone's own program for the browser, as one script; bundled once per run. */
export function bundlePhone(): Promise<string> {
  bundled ??= build({
    entryPoints: [fileURLToPath(new URL('./phone/main.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  }).then(({ outputFiles }) => {
    const script = outputFiles[0]?.text;
    if (script === undefined) throw new Error('esbuild made no output for the phone');
    return script;
  });
  return bundled;
}

let apiNames: string[] | undefined;

/** Every method of WeChat's `wx`, as its published typings list them. */
export function readApiNames(): string[] {
  apiNames ??= parseApiNames();
  return apiNames;
}

function parseApiNames(): string[] {
  const typings = createRequire(import.meta.url).resolve('miniprogram-api-typings/types/wx/lib.wx.api.d.ts');
  const source = ts.createSourceFile(typings, readFileSync(typings, 'utf8'), ts.ScriptTarget.Latest);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === 'Wx') {
      for (const { name } of node.members) if (name !== undefined && ts.isIdentifier(name)) names.push(name.text);
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(source);
  if (names.length < 300) throw new Error(`${typings} lists only ${names.length} methods of wx`);
  return [...new Set(names)];
}
