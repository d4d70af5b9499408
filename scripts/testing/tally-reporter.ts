import type { TestEvent } from 'node:test/reporters';
import type { SkippedTest, Tally } from './tally.ts';

/**
 * A reporter for `node --test` that writes one line of JSON, the Tally of the whole run. A run that breaks down before
 * its end leaves no line. A parent that fails only for its subtests is not counted again.
 */
// eslint-disable-next-line import/no-default-export -- node --test-reporter takes the default export
export default async function* tallyReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const skipped: SkippedTest[] = [];
  let passed = 0;
  let failed = 0;
  for await (const event of events) {
    if (event.type === 'test:summary' && event.data.file === undefined) {
      const tally: Tally = { passed, failed, skipped };
      yield `${JSON.stringify(tally)}\n`;
    }
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const reason = notRun(event.data);
    if (reason !== null) skipped.push({ name: event.data.name, reason });
    else if (event.type === 'test:fail') failed += failsForItsSubtests(event.data.details.error) ? 0 : 1;
    else if (event.data.details.type !== 'suite') passed += 1;
  }
}

/** Why a test does not count, or null when it counts. */
function notRun({ skip, todo }: { skip?: string | boolean; todo?: string | boolean }): string | null {
  if (skip !== undefined && skip !== false) return skip === true ? '' : skip;
  if (todo !== undefined && todo !== false) return `to be done${todo === true ? '' : `: ${todo}`}`;
  return null;
}

function failsForItsSubtests(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}
