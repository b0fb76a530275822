/** `npm run build:functions [-- NAME...]`: bundles the cloud functions into dist/cloudfunctions, what WeChat deploys. */
import { buildFunctions } from '#cloud/functions/build';

const only = process.argv.slice(2);
try {
  const built = await buildFunctions({
    source: 'cloudfunctions',
    out: 'dist/cloudfunctions',
    ...(only.length > 0 && { only }),
  });
  for (const { name, bytes, rebuilt } of built) {
    console.log(
      `${name.padEnd(12)} ${String(Math.round(bytes / 1024)).padStart(6)} KB  ${rebuilt ? 'built' : 'unchanged'}`,
    );
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
