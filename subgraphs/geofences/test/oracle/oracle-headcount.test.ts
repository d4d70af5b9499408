import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fence, LATER, SECOND, T, track } from './line-world.ts';
import { oracleHeadcount } from './oracle-headcount.ts';
import { oraclePersonVisits } from './oracle-person-visits.ts';
import { oracleVisits } from './oracle-visits.ts';

const rules = { probableAfterSeconds: 100, staleAfterSeconds: 200, endAfterSeconds: 400 };

/** How somebody whose only tracker walked a track counts at a second. */
function stateOf(text: string, second: number, others: string[] = []): string {
  const versions = [...fence(rules), ...fence(rules).map((version) => ({ ...version, geofenceId: 'other' }))];
  const fixes = track(text);
  const visits = oracleVisits({ fixes, versions, until: LATER });
  const assignments = [{ trackerId: 't', personId: 'ada', from: T - SECOND, to: null, priority: 0 }];
  const people = oraclePersonVisits({ trackers: [{ trackerId: 't', fixes, visits }], assignments });
  return (
    oracleHeadcount(people, { at: T + second * SECOND, zones: new Set(['fence', ...others]) }).get('ada') ?? 'nobody'
  );
}

test('counts who is inside, and in doubt, silent or lost by the rules', () => {
  assert.equal(stateOf('0:50 50:50 60:300', 30), 'present');
  assert.equal(stateOf('0:50 50:50 60:300', 60), 'nobody');
  assert.equal(stateOf('0:50 150:50 160:300', 101), 'probable');
  assert.equal(stateOf('0:50 250:50 260:300', 201), 'stale');
  assert.equal(stateOf('0:50', 10), 'unknown');
  assert.equal(stateOf('0:50 900:300', 899), 'unknown');
  assert.equal(stateOf('0:50 900:300', 900), 'nobody');
});

test('counts nobody twice', () => {
  assert.equal(stateOf('0:50 50:50 60:300', 30, ['other']), 'present');
});
