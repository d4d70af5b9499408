/** A test that did not run, and why. */
export interface SkippedTest {
  /** The test's name. */
  readonly name: string;
  /** What its author says; empty when nothing. */
  readonly reason: string;
}

/** How the tests of one or several runners went. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly SkippedTest[];
}

/** The sum of several tallies. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  };
}

/** The last line of `npm test`: `12 passed, 0 failed`, with `, 1 skipped` where that happened. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped.length ? `, ${skipped.length} skipped` : ''}`;
}

/** A runner that broke down, counted as one failed test so that nothing is lost silently. */
export const BROKEN: Tally = { passed: 0, failed: 1, skipped: [] };

/**
 * The tally a runner wrote as JSON, made honest by how the runner ended: one that wrote nothing although it had tests, or
 * ended with another code than 0 although no test failed, counts as a failure.
 */
export function judgeRun(written: string, { code, hasTests }: { code: number; hasTests: boolean }): Tally {
  if (written === '') return code === 0 && !hasTests ? { passed: 0, failed: 0, skipped: [] } : BROKEN;
  const tally: Tally = JSON.parse(written);
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
