import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one line that says how it went: `N passed, N failed`. A file that could not even run counts as failed. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== 'pending') count[state] += 1;
      }
      if (module.errors().length > 0) count.failed += 1;
    }
    // The default reporter writes its own summary when it hears of the same event; this line must be the last.
    process.once('exit', () => {
      console.log(
        `${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`,
      );
    });
  }
}
