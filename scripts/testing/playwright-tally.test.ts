import assert from 'node:assert/strict';
import { test } from 'node:test';
import { playwrightTally } from './playwright-tally.ts';

test('the report of a browser run is counted, skipped journeys with their reason', () => {
  const skippedSpec = {
    title: 'walks into a zone',
    tests: [{ status: 'skipped', annotations: [{ type: 'slow' }, { type: 'skip', description: 'no zones yet' }] }],
  };
  const passedSpec = { title: 'signs in', tests: [{ status: 'expected', annotations: [] }] };
  const tally = playwrightTally({
    stats: { expected: 4, unexpected: 1, flaky: 2 },
    suites: [{ specs: [passedSpec], suites: [{ specs: [skippedSpec] }] }],
  });
  assert.deepEqual(tally, {
    passed: 4,
    failed: 3,
    skipped: [{ name: 'walks into a zone', reason: 'no zones yet' }],
  });
});
