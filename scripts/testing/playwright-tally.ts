import { stripVTControlCharacters } from 'node:util';

import type { FailedTest, SkippedTest, Tally } from './tally.ts';

/** The parts of Playwright's JSON report that are read here. */
export interface PlaywrightReport {
  readonly stats: {
    /** Tests that went as expected. */
    readonly expected: number;
  };
  readonly suites: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      /** `flaky` failed first and passed when repeated. */
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[];
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
}

/** Playwright's report as a Tally. */
export function playwrightTally({ stats, suites }: PlaywrightReport): Tally {
  const unsteady = suites.flatMap((suite) => problemsIn(suite, 'flaky'));
  return {
    passed: stats.expected + unsteady.length,
    failed: suites.flatMap((suite) => problemsIn(suite, 'unexpected')),
    skipped: suites.flatMap(skippedIn),
    unsteady,
  };
}

function problemsIn({ specs = [], suites = [] }: PlaywrightSuite, wanted: 'unexpected' | 'flaky'): FailedTest[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === wanted)
      .map(({ results }) => ({ name: title, problem: stripVTControlCharacters(messageOf(results) ?? wanted) })),
  );
  return [...own, ...suites.flatMap((suite) => problemsIn(suite, wanted))];
}

function messageOf(results: readonly { readonly errors: readonly { readonly message?: string }[] }[]) {
  return results.flatMap(({ errors }) => errors)[0]?.message;
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
