/** `npm run build:weapp`, `npm run build:h5`: the production build of the mini program or of its preview, where it is stale. */
import { ensureTaroBuild, type TaroTarget } from './taro-build.ts';

const TARGETS: readonly TaroTarget[] = ['weapp', 'h5'];
const target = TARGETS.find((name) => name === process.argv[2]);

try {
  if (target === undefined) throw new Error(`which build? one of ${TARGETS.join(', ')}`);
  console.log(`dist/${target}: ${await ensureTaroBuild(target)}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
