import assert from 'node:assert/strict';
import { test } from 'node:test';
import { playwrightTally } from './playwright-tally.ts';

test('the report of a browser run is counted, skipped journeys with their reason, unsteady ones apart', () => {
  const skippedSpec = {
    title: 'walks into a zone',
    tests: [
      {
        status: 'skipped' as const,
        results: [],
        annotations: [{ type: 'slow' }, { type: 'skip', description: 'no zones yet' }],
      },
    ],
  };
  const passedSpec = { title: 'signs in', tests: [{ status: 'expected' as const, results: [], annotations: [] }] };
  const message = '\u001B[31mnobody\u001B[39m is there';
  const redSpec = {
    title: 'leaves a zone',
    tests: (['unexpected', 'flaky'] as const).map((status) => ({
      status,
      results: [{ errors: [{ message }] }],
      annotations: [],
    })),
  };
  const tally = playwrightTally({
    stats: { expected: 4 },
    suites: [{ specs: [passedSpec, redSpec], suites: [{ specs: [skippedSpec] }] }],
  });
  assert.deepEqual(tally, {
    passed: 5,
    failed: [{ name: 'leaves a zone', problem: 'nobody is there' }],
    skipped: [{ name: 'walks into a zone', reason: 'no zones yet' }],
    unsteady: [{ name: 'leaves a zone', problem: 'nobody is there' }],
  });
});
