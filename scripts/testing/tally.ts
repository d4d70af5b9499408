/** A test that did not run, and why. */
export interface SkippedTest {
  /** The test's name. */
  readonly name: string;
  /** What its author says; empty when nothing. */
  readonly reason: string;
}

/** A test that failed, and how. */
export interface FailedTest {
  /** The test's name, behind its file where that is known. */
  readonly name: string;
  /** What it threw, in a few lines. */
  readonly problem: string;
}

/** How the tests of one or several runners went. */
export interface Tally {
  readonly passed: number;
  readonly failed: readonly FailedTest[];
  readonly skipped: readonly SkippedTest[];
}

/** The sum of several tallies. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.flatMap(({ failed }) => failed),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  };
}

/** The last line of `npm test`: `12 passed, 0 failed`, with `, 1 skipped` where that happened. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed.length} failed${skipped.length ? `, ${skipped.length} skipped` : ''}`;
}

const PROBLEM_LINES = 12;

/** The lines of `npm test` before its last one: each failed test with the beginning of its problem. */
export function failureLines({ failed }: Tally): string[] {
  return failed.flatMap(({ name, problem }) => {
    const lines = problem.split('\n').slice(0, PROBLEM_LINES);
    return [`failed: ${name}`, ...lines.map((line) => `  ${line}`)];
  });
}

/** A runner that broke down, counted as one failed test so that nothing is lost silently. */
export function broken(name: string, problem: string): Tally {
  return { passed: 0, failed: [{ name, problem }], skipped: [] };
}

/**
 * The tally that the runner of a folder wrote as JSON, made honest by how the runner ended: one that wrote nothing although it had tests, or
 * ended with another code than 0 although no test failed, counts as a failure.
 */
export function judgeRun(
  name: string,
  written: string,
  { code, hasTests }: { code: number; hasTests: boolean },
): Tally {
  const problem = `the runner ended with code ${code}`;
  if (written === '') return code === 0 && !hasTests ? sumTallies([]) : broken(name, `${problem} and reported nothing`);
  const tally: Tally = JSON.parse(written);
  const isSilent = code !== 0 && tally.failed.length === 0;
  return isSilent ? sumTallies([tally, broken(name, `${problem} although every test passed`)]) : tally;
}
