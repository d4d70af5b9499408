import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { at, PLAIN, square, startGeofences, type TestGeofences } from './geofences.ts';

// Which trackers an edit into the past reaches, whatever became of them since.

let running: TestGeofences;
before(async () => void (running = await startGeofences()));
after(() => running[Symbol.asyncDispose]());

const T = Date.parse('2026-03-02T08:00:00.000Z');
const HALF_MINUTE = 30_000;
const INSIDE = { latitude: 10.005, longitude: 20.005, accuracy: 5 };
const VAGUE = { latitude: 11, longitude: 21, accuracy: 500 };
const OUTSIDE = { latitude: 11, longitude: 21, accuracy: 5 };
const ELSEWHERE = square(40, 50);

interface Edited {
  readonly rules: object;
  readonly edit: object;
  readonly boundary?: object;
  /** One that was not started reads positions and edit at once. */
  readonly site?: TestGeofences;
}

/** A tracker's places every half minute, and what is believed once a geofence was edited, valid from minute 25. */
async function visitsAfter(
  places: readonly { latitude: number; longitude: number; accuracy: number }[],
  { rules, edit, boundary = square(10, 20), site = running }: Edited,
): Promise<readonly [number | null, number | null, string | null][]> {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { boundary, rules: { ...PLAIN, ...rules } });
  const trackerId = uuidv7();
  await site.send(
    viewer.tenantId,
    places.map((place, index) => at(trackerId, T + index * HALF_MINUTE, place)),
  );
  if (site === running) await site.caughtUp();
  const validFrom = new Date(T + 50 * HALF_MINUTE).toISOString();
  const { userErrors } = await site.change(viewer, 'updateGeofence', 'geofence { id }', {
    geofenceId,
    validFrom,
    reason: 'it was so all along',
    ...edit,
  });
  assert.deepEqual(userErrors, []);
  if (site !== running) await site.geofences.start();
  await site.caughtUp();
  const { data } = await site.run('{ visits { nodes { from to endReason } } }', { viewer });
  return data.visits.nodes.map(({ from, to, endReason }: Record<string, string | null>) => [
    minuteOf(from),
    minuteOf(to),
    endReason,
  ]);
}

function minuteOf(text: string | null | undefined): number | null {
  return text ? (Date.parse(text) - T) / 60_000 : null;
}

/** So many half minutes of a place. */
const times = <T>(count: number, place: T): T[] => Array.from({ length: count }, () => place);

const HEEDS_VAGUE = { rules: { maxAccuracyMeters: null } };
const PASSES_OVER_VAGUE = { maxAccuracyMeters: 50 };

test('reaches who was near in a stretch long written away', async () => {
  const places = [...times(60, OUTSIDE), ...times(10, INSIDE), ...times(120, OUTSIDE)];
  const told = await visitsAfter(places, { rules: {}, edit: { boundary: square(10, 20) }, boundary: ELSEWHERE });
  assert.deepEqual(told, [[30, 35, 'LEFT']]);
});

test('reaches who is near just now', async () => {
  const told = await visitsAfter([...times(60, OUTSIDE), INSIDE], {
    rules: {},
    edit: { boundary: square(10, 20) },
    boundary: ELSEWHERE,
  });
  assert.deepEqual(told, [[30, null, null]]);
});

test('reaches who stood to the geofence before, and has been vague ever since', async () => {
  const told = await visitsAfter([INSIDE, ...times(60, VAGUE)], { rules: PASSES_OVER_VAGUE, edit: HEEDS_VAGUE });
  assert.deepEqual(told, [[0, 25, 'LEFT']]);
});

test('reaches who stood to the geofence before, was vague, and left for certain since', async () => {
  const places = [INSIDE, ...times(80, VAGUE), ...times(100, OUTSIDE)];
  const told = await visitsAfter(places, { rules: PASSES_OVER_VAGUE, edit: HEEDS_VAGUE });
  assert.deepEqual(told, [[0, 25, 'LEFT']]);
});

test('reaches who only passed through between two fixes far off, in two stretches', async () => {
  const beyond = { latitude: 9, longitude: 19.01, accuracy: 5 };
  const told = await visitsAfter([...times(96, OUTSIDE), ...times(3, beyond)], {
    rules: { crossingSeconds: 60 },
    edit: { boundary: square(10, 19.9, 0.2) },
    boundary: ELSEWHERE,
  });
  const [[from, to, endReason] = []] = told;
  assert.equal(endReason, 'CROSSED');
  assert.ok(from && to && from > 47.5 && from < to && to < 48, `${from} to ${to}`);
});

test('reaches who was heard only since the service read last, in one go with the edit', async () => {
  await using site = await startGeofences({ start: false });
  const places = [...times(60, OUTSIDE), ...times(10, INSIDE), ...times(60, OUTSIDE)];
  const told = await visitsAfter(places, {
    site,
    rules: {},
    edit: { boundary: square(10, 20) },
    boundary: ELSEWHERE,
  });
  assert.deepEqual(told, [[30, 35, 'LEFT']]);
});
