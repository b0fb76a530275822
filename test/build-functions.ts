import { buildFunctions } from '#cloud/functions/build';

/** Functions are tested as they are deployed: as bundles. A fresh bundle costs nothing here. */
export default async function setup(): Promise<void> {
  await buildFunctions({ source: 'cloudfunctions', out: 'dist/cloudfunctions' });
}
