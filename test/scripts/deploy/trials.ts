/** Deploys to each named environment so often; one process for many trials, as each start takes a second. */
import { inParallel } from '#functions/shared/in-parallel';
import { openNamed } from '../../../scripts/deploy/command.ts';
import { readRepository } from '../../../scripts/deploy/desired.ts';
import { runDeployment } from '../../../scripts/deploy/run-deployment.ts';
import { wantRepository } from '../../../scripts/deploy/wanted-repository.ts';

const [times = '1', ...ids] = process.argv.slice(2);
const repository = await readRepository();
const results: Record<string, string[]> = {};
await inParallel(ids, 6, async (id) => {
  const outcomes: string[] = [];
  for (let run = 0; run < Number(times); run += 1) {
    try {
      const cloud = await openNamed(id, 'trials');
      const sources = { version: '1.2.3', commit: '', subject: '' };
      const wanted = wantRepository(repository, { environment: process.env, info: cloud.info, sources });
      outcomes.push(
        await runDeployment(cloud, wanted, {
          dryRun: false,
          prune: false,
          keepIndexes: false,
          takeOver: false,
          consent: async () => true,
          isStopped: () => false,
          say: () => undefined,
          now: Date.now,
        }),
      );
    } catch (error) {
      outcomes.push(`failed: ${(error as Error).message}`);
    }
  }
  results[id] = outcomes;
});
console.log(JSON.stringify(results));
