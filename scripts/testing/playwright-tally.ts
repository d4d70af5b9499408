import type { SkippedTest, Tally } from './tally.ts';

/** The parts of Playwright's JSON report that are read here. */
export interface PlaywrightReport {
  readonly stats: {
    /** Tests that went as expected. */
    readonly expected: number;
    readonly unexpected: number;
    /** Tests that failed first and passed when repeated. */
    readonly flaky: number;
  };
  readonly suites: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
}

/** Playwright's report as a Tally. A flaky test counts as failed: it showed a fault. */
export function playwrightTally({ stats, suites }: PlaywrightReport): Tally {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: suites.flatMap(skippedIn),
  };
}

function skippedIn({ specs = [], suites = [] }: PlaywrightSuite): SkippedTest[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'skipped')
      .map(({ annotations }) => ({ name: title, reason: annotations.find(whyNotRun)?.description ?? '' })),
  );
  return [...own, ...suites.flatMap(skippedIn)];
}

function whyNotRun({ type }: { readonly type: string }): boolean {
  return type === 'skip' || type === 'fixme';
}
