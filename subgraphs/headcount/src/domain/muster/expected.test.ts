import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitOf } from '../../../test/muster-facts.ts';
import { freeze } from './expected.ts';

const counted = { personId: 'ada', stateSince: -3, since: -10, zoneId: 'hall', sayId: 's' } as const;

test('keeps of whoever is expected since when nothing was heard, who said so, and what is believed of their visits', () => {
  const told = { startedAt: 0, revisions: [] };
  const silent = visitOf({ zoneId: 'hall', from: -10, stale: [{ from: -3, to: null }], knownAt: -2 });
  const [stale] = freeze([{ ...counted, state: 'STALE', source: 'TRACKER' }], { ...told, revisions: [silent] });
  assert.deepEqual([stale?.silentSince, stale?.byHand, stale?.zoneId], [-3, false, 'hall']);
  assert.deepEqual(stale?.visits, [{ ...silent, knownAt: 0 }], 'known since the start');
  const [untold] = freeze([{ ...counted, state: 'UNKNOWN', source: 'TRACKER' }], told);
  assert.equal(untold?.silentSince, -3, 'of whom no visit is told');
  const [here] = freeze([{ ...counted, state: 'PRESENT', source: 'MANUAL' }], told);
  assert.deepEqual([here?.silentSince, here?.byHand], [null, true]);
});
