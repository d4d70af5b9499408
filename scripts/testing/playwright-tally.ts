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

/** Playwright's report as a Tally. A flaky test counts as failed: it showed a fault. */
export function playwrightTally({ stats, suites }: PlaywrightReport): Tally {
  return {
    passed: stats.expected,
    failed: suites.flatMap(failedIn),
    skipped: suites.flatMap(skippedIn),
  };
}

function failedIn({ specs = [], suites = [] }: PlaywrightSuite): FailedTest[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results, status }) => ({ name: title, problem: stripVTControlCharacters(messageOf(results) ?? status) })),
  );
  return [...own, ...suites.flatMap(failedIn)];
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
