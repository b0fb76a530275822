// `node scripts/run.mjs NAME [ARGUMENTS]`: runs scripts/NAME.ts as one bundled file, kept in node_modules/.cache until a source
// changes. A TypeScript loader compiles and links eighty modules at every start, which is most of the local cloud's second.

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [name = '', ...rest] = process.argv.slice(2);
const entry = path.join(root, 'scripts', `${name}.ts`);
if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(entry)) {
  console.error(`there is no scripts/${name}.ts to run`);
  process.exit(1);
}

const bundle = path.join(root, 'node_modules/.cache/scripts', `${name}.mjs`);
const record = `${bundle}.json`;
const version = (file) => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs}:${found.size}` : 'absent';
};

if (!isFresh()) await bundleScript();
process.setSourceMapsEnabled(true);
process.argv.splice(1, process.argv.length, entry, ...rest);
await import(pathToFileURL(bundle).href);

function isFresh() {
  try {
    const sources = JSON.parse(readFileSync(record, 'utf8'));
    return (
      existsSync(bundle) && Object.entries(sources).every(([file, known]) => version(path.join(root, file)) === known)
    );
  } catch {
    return false;
  }
}

async function bundleScript() {
  const { build } = await import('esbuild');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'error',
    plugins: [{ name: 'keep-file-addresses', setup: keepFileAddresses }],
  });
  const sources = [...Object.keys(metafile.inputs), 'package.json', 'tsconfig.json', 'scripts/run.mjs'];
  writeFileSync(
    record,
    JSON.stringify(Object.fromEntries(sources.map((file) => [file, version(path.join(root, file))]))),
  );
}

/** A module that looks for a file beside itself must find it beside its source. */
function keepFileAddresses(builder) {
  builder.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
    if (file.includes('node_modules')) return undefined;
    const source = readFileSync(file, 'utf8');
    const address = JSON.stringify(pathToFileURL(file).href);
    return { contents: source.replaceAll('import.meta.url', address), loader: 'ts' };
  });
}
