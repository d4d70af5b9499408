import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fenceSet, fixAt, fixes, MINUTE, versions, walk } from '../../../test/circle-walk.ts';
import type { PresenceRules } from '../geofence/rules.ts';
import { calmOf, isCalmAmong, staysCalm } from './calm.ts';
import type { FenceAround } from './fence-set.ts';
import type { FenceVersion } from './fence-version.ts';
import type { Fix } from './fix.ts';
import { shapedVersion } from './fence-version.ts';
import type { TrackerState } from './tracker-state.ts';

/** Whether the fix a minute after the last one changes nothing for a tracker that walked through these versions. */
function calm(
  all: readonly FenceVersion[],
  track: readonly Fix[],
  next: Partial<Fix> & { readonly isPlausible?: boolean; readonly around?: number } = {},
): boolean {
  const set = fenceSet(all);
  const { presence } = walk(set, track);
  const known = set.knownAt(set.edit);
  const fix = { ...fixAt((track.at(-1)?.recordedAt ?? 0) / MINUTE + 1, 50), ...next };
  const fence = known.fence(all[0]?.geofenceId ?? '');
  const version = fence && shapedVersion(fence, next.around ?? 1);
  const around = next.around === 0 || !version || !fence ? [] : [{ version, fence }];
  return staysSo(presence.state, around, { fix, isPlausible: next.isPlausible ?? true });
}

function staysSo(
  { last, standings }: TrackerState,
  around: readonly FenceAround[],
  { fix, isPlausible }: { fix: Fix; isPlausible: boolean },
): boolean {
  const held = [...standings].map(([geofenceId, standing]) => ({ geofenceId, standing }));
  const now = calmOf(held, around, { edition: {} });
  return now !== null && staysCalm(now, fix, { silentMs: fix.recordedAt - (last?.recordedAt ?? 0), isPlausible });
}

const INSIDE = fixes('1:50 2:50');
const withRules = (rules: Partial<PresenceRules>) =>
  versions('0:100').map((version) =>
    version.kind === 'end' ? version : { ...version, rules: { ...version.rules, ...rules } },
  );

test('is calm while somebody stays inside, whatever is asked of those who come and go', () => {
  assert.ok(calm(versions('0:100'), INSIDE));
  assert.ok(calm(withRules({ exitBufferMeters: 20, exitConfirmFixes: 3, enterConfirmFixes: 2 }), INSIDE));
  assert.ok(calm(withRules({ plausibleOnly: true, maxAccuracyMeters: 30 }), INSIDE, { accuracyMeters: 30 }));
  assert.ok(calm(withRules({ endAfterSeconds: 60, staleAfterSeconds: 60, probableAfterSeconds: 60 }), INSIDE));
});

const NOT_CALM: readonly [why: string, ...Parameters<typeof calm>][] = [
  ['nothing was heard before', versions('0:100'), []],
  ['the fix lies in another number of geofences', versions('0:100'), INSIDE, { around: 0 }],
  ['another version holds now', versions('0:100 3:100'), INSIDE, { around: 2 }],
  ['the geofence ends', versions('0:100 9:0'), INSIDE],
  ['the device is switched off', versions('0:100'), INSIDE, { isOff: true }],
  ['the visit is not certain yet', withRules({ enterConfirmFixes: 3 }), INSIDE],
  ['somebody is about to leave', withRules({ exitConfirmFixes: 2 }), fixes('1:50 2:500')],
  ['a fix between said nothing', withRules({ exitBufferMeters: 50 }), fixes('1:50 2:120')],
  ['the border must be kept away from', withRules({ enterBufferMeters: 1 }), INSIDE],
  ['the fix is not accurate enough', withRules({ maxAccuracyMeters: 30 }), INSIDE, { accuracyMeters: 30.01 }],
  ['the fix is not plausible', withRules({ plausibleOnly: true }), INSIDE, { isPlausible: false }],
  ['there is a lowest altitude', withRules({ minAltitudeMeters: 0 }), INSIDE],
  ['there is a highest altitude', withRules({ maxAltitudeMeters: 0 }), INSIDE],
  ['loiterers are watched', withRules({ loiterSeconds: 600 }), INSIDE],
  ['silence was too long to be sure', withRules({ probableAfterSeconds: 59 }), INSIDE],
  ['silence was too long to be fresh', withRules({ staleAfterSeconds: 59 }), INSIDE],
  ['silence was too long to last', withRules({ endAfterSeconds: 59 }), INSIDE],
  [
    'the geofence sleeps at times',
    withRules({ activeHours: { timeZone: 'Etc/UTC', weekly: [{ days: [4], fromMinute: 0, toMinute: 1_440 }] } }),
    INSIDE,
  ],
];

for (const [why, ...given] of NOT_CALM) test(`is not calm where ${why}`, () => assert.equal(calm(...given), false));

test('stays calm among the same versions only, by the same edition, and where no other was met on the way', () => {
  const set = fenceSet([...versions('0:100'), ...versions('0:90', 'another')]);
  const known = set.knownAt(1);
  const around = known.containing(fixAt(1, 95), MINUTE);
  const { state } = walk(set, fixes('1:95 2:95')).presence;
  const held = [...state.standings].map(([geofenceId, standing]) => ({ geofenceId, standing }));
  const now = calmOf(held, around, known);
  const isStill = (among: Parameters<typeof isCalmAmong>[1], edition = known.edition) =>
    now !== null && isCalmAmong(now, among, { edition });
  const own = around.map(({ version }) => version);
  const others = known.containing(fixAt(1, 50), MINUTE);
  assert.deepEqual([around.length, others.length], [1, 2]);
  assert.ok(isStill({ around, met: [] }));
  assert.ok(isStill({ around, met: own }));
  assert.equal(isStill({ around: others, met: [] }), false);
  assert.equal(isStill({ around, met: others.map(({ version }) => version) }), false);
  assert.equal(isStill({ around, met: [] }, {}), false);
});
