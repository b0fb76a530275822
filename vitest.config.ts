import { defineConfig } from 'vitest/config';

const shared = { setupFiles: ['test/setup.ts'], environment: 'node' as const };

/** Three kinds of tests: pure rules, functions on the local cloud, and the two builds in a browser. */
export default defineConfig({
  test: {
    // One more than Vitest takes on two cores: most of a test's time goes by in a browser or the local cloud.
    maxWorkers: 2,
    minWorkers: 1,
    // One process runs file after file: what is slow to start (threads of functions, a browser) is started once.
    isolate: false,
    reporters: ['default', './test/closing-line-reporter.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'rules',
          // Its files mock modules.
          isolate: true,
          // Property tests of the importers take their time on a busy machine.
          testTimeout: 30_000,
          include: [
            'test/{domain,contract,features,platform,content}/**/*.test.ts',
            'test/cloudfunctions/adapters/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          ...shared,
          name: 'cloud',
          globalSetup: ['test/build-functions.ts'],
          include: ['test/{local-cloud,conformance,cloudfunctions,faults,hostile,load,scripts}/**/*.test.ts'],
          exclude: ['test/cloudfunctions/adapters/**'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...shared,
          name: 'builds',
          include: ['test/{build,e2e,weapp-host,journeys}/**/*.test.ts'],
          testTimeout: 60_000,
          // A hook may have to build both targets first, on a busy machine.
          hookTimeout: 400_000,
          // A browser on a busy machine now and then answers later than it is waited for; what is wrong is wrong twice.
          retry: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
