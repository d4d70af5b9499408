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
  /** The file to run again, relative to its folder, where it is known. */
  readonly file?: string;
}

/** How the tests of one or several runners went. */
export interface Tally {
  readonly passed: number;
  readonly failed: readonly FailedTest[];
  readonly skipped: readonly SkippedTest[];
  /** Those among the passed that did so on a second try only, with the problem they had before. */
  readonly unsteady?: readonly FailedTest[];
}

/** The sum of several tallies. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.flatMap(({ failed }) => failed),
    skipped: tallies.flatMap(({ skipped }) => skipped),
    unsteady: tallies.flatMap(({ unsteady }) => unsteady ?? []),
  };
}

/** The last line of `npm test`: `12 passed, 0 failed`. What was skipped stands in lines of its own. */
export function closingLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed.length} failed`;
}

const PROBLEM_LINES = 12;

/** The lines that tell which tests did not run, and why. */
export function skippedLines({ skipped }: Tally): string[] {
  return skipped.map(({ name, reason }) => `skipped: ${name}: ${reason || 'no reason given'}`);
}

/** The lines of `npm test` before its last one: each test that failed, at first or for good, and how its problem begins. */
export function failureLines({ failed, unsteady = [] }: Tally): string[] {
  const linesOf = (word: string) => (test: FailedTest) => [
    `${word}: ${test.name}`,
    ...test.problem
      .split('\n')
      .slice(0, PROBLEM_LINES)
      .map((line) => `  ${line}`),
  ];
  return [...unsteady.flatMap(linesOf('passed on a second try only')), ...failed.flatMap(linesOf('failed'))];
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
