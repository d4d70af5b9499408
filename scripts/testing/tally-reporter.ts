import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import type { FailedTest, SkippedTest, Tally } from './tally.ts';

/**
 * A reporter for `node --test` that writes one line of JSON, the Tally of the whole run. A run that breaks down before
 * its end leaves no line. A parent that fails only for its subtests is not counted again.
 */
// eslint-disable-next-line import/no-default-export -- node --test-reporter takes the default export
export default async function* tallyReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const skipped: SkippedTest[] = [];
  const failed: FailedTest[] = [];
  let passed = 0;
  for await (const event of events) {
    if (event.type === 'test:summary' && event.data.file === undefined) {
      const tally: Tally = { passed, failed, skipped };
      yield `${JSON.stringify(tally)}\n`;
    }
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const reason = notRun(event.data);
    if (reason !== null) skipped.push({ name: event.data.name, reason });
    else if (event.type === 'test:fail') {
      if (!failsForItsSubtests(event.data.details.error)) failed.push(failedTest(event.data));
    } else if (event.data.details.type !== 'suite') passed += 1;
  }
}

/** Why a test does not count, or null when it counts. */
function notRun({ skip, todo }: { skip?: string | boolean; todo?: string | boolean }): string | null {
  if (skip !== undefined && skip !== false) return skip === true ? '' : skip;
  if (todo !== undefined && todo !== false) return `to be done${todo === true ? '' : `: ${todo}`}`;
  return null;
}

function failedTest({ name, file, details }: { name: string; file?: string; details: { error: Error } }): FailedTest {
  const { error } = details;
  const thrown = error.cause instanceof Error ? error.cause : error;
  const problem = thrown.stack ?? thrown.message;
  if (!file) return { name, problem };
  const path = relative(process.cwd(), file);
  return { name: `${path} › ${name}`, problem, file: path };
}

function failsForItsSubtests(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}
