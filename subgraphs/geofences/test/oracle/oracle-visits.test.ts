import assert from 'node:assert/strict';
import { test } from 'node:test';

import { box, fence, SECOND, T, track, version, visited } from './line-world.ts';
import { oracleVisits } from './oracle-visits.ts';

/** One test per sentence of the document: its name, then what is walked and what comes of it. */
function finds(name: string, cases: readonly (readonly [found: string, expected: string])[]): void {
  test(name, () => {
    for (const [found, expected] of cases) assert.equal(found, expected);
  });
}

const plain = fence();

finds('by the plain rule the first fix inside enters and the first outside leaves', [
  [visited('0:200 60:50 120:40 180:101 240:300', plain), '60-180 LEFT'],
  [visited('0:50', plain), '0-'],
  [visited('0:200', plain), ''],
  [visited('', plain), ''],
]);

finds('fixes are taken in order of time, then of dedupe, each once', [
  [visited('180:101 60:50 0:200 60:50', plain), '60-180 LEFT'],
  [visited('60:50 60:150', plain), '60-60 LEFT'],
  [visited('60:-150 60:50', plain), '60-'],
]);

finds('the version with the highest number among those begun holds', [
  [visited('0:50 60:50 120:50', [version(1, 0, 10), version(2, 30, 100)]), '60-'],
  [visited('0:50 60:50 120:50', [version(1, 30, 100), version(2, 0, 10)]), ''],
  [visited('0:50 60:50', [version(1, 60, 100)]), '60-'],
]);

finds('an accuracy radius that is too large says nothing', [
  [visited('0:50~51 60:50~50 120:50', fence({ maxAccuracyMeters: 50 })), '60-'],
  [visited('0:50 60:500~51 120:500~50', fence({ maxAccuracyMeters: 50 })), '0-120 LEFT'],
]);

finds('an altitude beyond the limits is outside, an unknown one is not', [
  [visited('0:50^4 60:50^5 120:50^9 180:50^10', fence({ minAltitudeMeters: 5, maxAltitudeMeters: 9 })), '60-180 LEFT'],
  [visited('0:50', fence({ minAltitudeMeters: 5, maxAltitudeMeters: 9 })), '0-'],
  [visited('0:50~99^4', fence({ minAltitudeMeters: 5, maxAccuracyMeters: 50 })), ''],
]);

finds('inside is who lies deep enough; nearer to the border a fix says nothing', [
  [visited('0:95 60:89 120:99 180:101', fence({ enterBufferMeters: 10 })), '60-180 LEFT'],
]);

finds('outside is who lies farther out than the buffer and the weighed accuracy', [
  [visited('0:50 60:109 120:111', fence({ exitBufferMeters: 10 })), '0-120 LEFT'],
  [visited('0:50 60:129~10 120:131~10', fence({ exitBufferMeters: 10, exitAccuracyWeight: 2 })), '0-120 LEFT'],
  [visited('0:50 60:111', fence({ exitBufferMeters: 10, exitAccuracyWeight: 2 })), '0-60 LEFT'],
]);

finds('an implausible fix says nothing where plausible ones are asked for', [
  [visited('0:50 10:5000 20:60', fence({ plausibleOnly: true })), '0-'],
  [visited('0:50 10:5000 20:60', plain), '0-10 LEFT, 20-'],
  [visited('0:50 10:5000 20:5100', fence({ plausibleOnly: true })), '0-20 LEFT'],
]);

finds('who enters is confirmed by fixes in a row, from the first of them on', [
  [visited('0:200 60:50 120:50 180:200', fence({ enterConfirmFixes: 2 })), '60-180 LEFT'],
  [visited('60:50 120:200 180:50 240:50', fence({ enterConfirmFixes: 2 })), '180-'],
  [visited('60:50', fence({ enterConfirmFixes: 2 })), ''],
  [visited('60:50 120:50~99 180:50', fence({ enterConfirmFixes: 2, maxAccuracyMeters: 50 })), '60-'],
]);

finds('who enters is confirmed by seconds without a fix outside, silence included', [
  [visited('60:50', fence({ enterConfirmFixes: 9, enterConfirmSeconds: 90 })), '60-'],
  [visited('60:50 149:200', fence({ enterConfirmFixes: 9, enterConfirmSeconds: 90 })), ''],
  [visited('60:50 150:200', fence({ enterConfirmFixes: 9, enterConfirmSeconds: 90 })), '60-150 LEFT'],
  [visited('60:50', fence({ enterConfirmFixes: 9, enterConfirmSeconds: 90 }), T + 149_999), ''],
  [visited('60:50', fence({ enterConfirmFixes: 9, enterConfirmSeconds: 90 }), T + 150_000), '60-'],
]);

finds('who leaves is confirmed by fixes in a row, as of the first of them', [
  [visited('0:50 60:200 120:200', fence({ exitConfirmFixes: 2 })), '0-60 LEFT'],
  [visited('0:50 60:200 120:50 180:200', fence({ exitConfirmFixes: 2 })), '0-'],
  [visited('0:50 60:200 120:200~99 180:200', fence({ exitConfirmFixes: 2, maxAccuracyMeters: 50 })), '0-60 LEFT'],
]);

finds('who leaves is confirmed by seconds without a fix inside', [
  [visited('0:50 60:200', fence({ exitConfirmFixes: 9, exitConfirmSeconds: 90 })), '0-60 LEFT'],
  [visited('0:50 60:200 149:50', fence({ exitConfirmFixes: 9, exitConfirmSeconds: 90 })), '0-'],
  [visited('0:50 60:200 150:50', fence({ exitConfirmFixes: 9, exitConfirmSeconds: 90 })), '0-60 LEFT, 150-'],
]);

const confirming = { enterConfirmFixes: 9, enterConfirmSeconds: 90 };
finds('the version active at the last fix heard says how time passes', [
  [visited('60:50 100:200', [...fence(confirming), version(2, 70, 100, { enterConfirmFixes: 9, enterConfirmSeconds: 30 })]), ''], // prettier-ignore
  [visited('60:50 80:50 100:200', [...fence(confirming), version(2, 70, 100, { enterConfirmFixes: 9, enterConfirmSeconds: 30 })]), '60-100 LEFT'], // prettier-ignore
]);

finds('the end of the geofence ends visits', [
  [visited('0:50', [...fence(), version(2, 90, 0)]), '0-90 FENCE_CHANGED'],
  [visited('0:50 90:50 91:50', [...fence(), version(2, 90, 0)]), '0-90 FENCE_CHANGED'],
  [visited('0:50 120:50', [...fence(), version(2, 90, 0), version(3, 100, 100)]), '0-90 FENCE_CHANGED, 120-'],
  [visited('0:50 120:50', [...fence(), version(2, 90, 0), version(3, 80, 100)]), '0-'],
]);

const DAY_SHIFT = {
  timeZone: 'UTC',
  weekly: [{ days: [1, 2, 3, 4, 5], fromMinute: 480, toMinute: 1_020 }],
};
finds('the end of the active hours ends visits, and outside of them nobody is inside', [
  [visited('28000:50 28800:50', fence({ activeHours: DAY_SHIFT })), '28800-61200 INACTIVE'],
  [visited('28800:50 61200:50', fence({ activeHours: DAY_SHIFT })), '28800-61200 INACTIVE'],
  [visited('28800:50 115200:50', fence({ activeHours: DAY_SHIFT })), '28800-61200 INACTIVE, 115200-147600 INACTIVE'],
]);

finds('who was not confirmed before the hours or the geofence ended never was inside', [
  [visited('61199:50', fence({ activeHours: DAY_SHIFT, enterConfirmFixes: 2, enterConfirmSeconds: 60 })), ''],
  [visited('0:50', [...fence({ enterConfirmFixes: 2, enterConfirmSeconds: 60 }), version(2, 30, 0)]), ''],
]);

finds('silence ends a visit at the last fix heard, and it is lost until the next', [
  [visited('0:50 60:50', fence({ endAfterSeconds: 100 })), '0-60 STALE lost 60-'],
  [visited('0:50 60:50 160:50', fence({ endAfterSeconds: 100 }), T + 200_000), '0-'],
  [visited('0:50 60:50 161:50', fence({ endAfterSeconds: 100 })), '0-60 STALE lost 60-161, 161-161 STALE lost 161-'],
  [visited('0:50 60:50~99', fence({ endAfterSeconds: 100, maxAccuracyMeters: 50 })), '0-60 STALE lost 60-'],
  [visited('0:50 60:200', fence({ endAfterSeconds: 100, exitConfirmFixes: 2 })), '0-60 LEFT'],
  [visited('0:50 200:50 290:50', fence({ endAfterSeconds: 100, enterConfirmFixes: 2 })), '200-290 STALE lost 290-'],
]);

finds('of what time alone does the earliest comes first, and before a fix at that instant', [
  [visited('0:50', fence({ enterConfirmFixes: 2, enterConfirmSeconds: 50, endAfterSeconds: 49 })), ''],
  [visited('0:50', fence({ enterConfirmFixes: 2, enterConfirmSeconds: 50, endAfterSeconds: 50 })), '0-0 STALE lost 0-'],
  [visited('0:50', [...fence({ endAfterSeconds: 89 }), version(2, 90, 0)]), '0-0 STALE lost 0-'],
  [visited('0:50', [...fence({ endAfterSeconds: 90 }), version(2, 90, 0)]), '0-90 FENCE_CHANGED'],
]);

finds('silence makes a visit probable, then stale, until the next fix, cut off at its end', [
  [visited('0:50 900:50 960:200', fence({ probableAfterSeconds: 100, staleAfterSeconds: 300 })), '0-960 LEFT probable 100+-300+ stale 300+-900'], // prettier-ignore
  [visited('0:50 100:50', fence({ probableAfterSeconds: 100 }), T + 200_000), '0-'],
  [visited('0:50 100:50', fence({ probableAfterSeconds: 100 }), T + 200_001), '0- probable 200+-'],
  [visited('0:50 900:200', fence({ staleAfterSeconds: 300 })), '0-900 LEFT stale 300+-900'],
  [visited('0:50 60:200', fence({ staleAfterSeconds: 300, exitConfirmFixes: 2 })), '0- stale 360+-'],
  [visited('0:50 60:200', fence({ staleAfterSeconds: 300, endAfterSeconds: 900, exitConfirmFixes: 2 })), '0-60 LEFT'],
  [visited('0:50', fence({ probableAfterSeconds: 300, staleAfterSeconds: 100 })), '0- stale 100+-'],
  [visited('0:50', fence({ staleAfterSeconds: 300, endAfterSeconds: 900 })), '0-0 STALE lost 0-'],
]);

finds('being switched off is judged like any other fix, then ends what lasts', [
  [visited('0:50 60:50! 120:50', fence({ endsWhenOff: true })), '0-60 DEVICE_OFF lost 60-120, 120-'],
  [visited('0:50 60:200!', fence({ endsWhenOff: true })), '0-60 LEFT'],
  [visited('0:50 50:200 60:200!', fence({ endsWhenOff: true, exitConfirmFixes: 3 })), '0-60 DEVICE_OFF lost 60-'],
  [visited('0:50! 60:50 120:50', fence({ endsWhenOff: true, enterConfirmFixes: 2 })), '60-'],
  [visited('0:50 60:50! 120:50', plain), '0-'],
]);

finds('who left because the geofence moved did not leave', [
  [visited('0:50 60:50', [...fence(), version(2, 30, 10)]), '0-30 FENCE_CHANGED'],
  [visited('0:5 60:50', [...fence(), version(2, 30, 10)]), '0-60 LEFT'],
  [visited('0:50 60:50', [...fence(), version(2, 30, 10, { exitBufferMeters: 45 })]), '0-'],
  [visited('0:50~60 60:50', [...fence(), version(2, 30, 10, { exitAccuracyWeight: 1 })]), '0-30 FENCE_CHANGED'],
  [visited('0:50 60:500', [...fence(), version(2, 100, 10), version(3, 30, 100)]), '0-60 LEFT'],
  [visited('0:50 20:50 60:50 90:50', [...fence(), version(2, 30, 10, { exitConfirmFixes: 2 })]), '0-30 FENCE_CHANGED'],
  [visited('0:50 60:500', [...fence(), version(2, 20, 60), version(3, 30, 10)]), '0-30 FENCE_CHANGED'],
]);

finds('who is found without an active version was there no later than the last fix or the version', [
  [visited('27000:50 28000:50', [...fence(), version(2, 27500, 100, { activeHours: DAY_SHIFT })]), '27000-27500 INACTIVE'], // prettier-ignore
  [visited('60000:50 62000:50', [...fence(), version(2, 50000, 100, { activeHours: DAY_SHIFT })]), '60000-61200 INACTIVE'], // prettier-ignore
]);

finds('a visit dwells from so long after its begin, if it lasts beyond', [
  [visited('0:50 60:50 120:200', fence({ dwellSeconds: 100 })), '0-120 LEFT dwelled 100'],
  [visited('0:50 60:50 120:200', fence({ dwellSeconds: 120 })), '0-120 LEFT'],
  [visited('0:50', fence({ dwellSeconds: 100 }), T + 99_999), '0-'],
  [visited('0:50 60:50', fence({ dwellSeconds: 100, endAfterSeconds: 300 })), '0-60 STALE lost 60-'],
  [visited('0:50', [...fence({ dwellSeconds: 100 }), version(2, 290, 0)]), '0-290 FENCE_CHANGED dwelled 100'],
  [visited('0:50 60:50 90:50', [...fence({ dwellSeconds: 100 }), version(2, 80, 100)]), '0- dwelled 100'],
  [visited('0:50 60:50 90:50', [...fence(), version(2, 80, 100, { dwellSeconds: 10 })]), '0-'],
]);

const loitering = fence({ loiterSeconds: 100, loiterRadiusMeters: 20 });
finds('only fixes near the anchor prove loitering, from so long after it to the fix that ended it', [
  [visited('0:0 60:10 120:15 180:5 240:50', loitering), '0- loitering 100-240'],
  [visited('0:0 60:10 99:15', loitering), '0-'],
  [visited('0:0 60:30 120:40 160:45', loitering), '0- loitering 160-'],
  [visited('0:0 100:10 300:200', loitering), '0-300 LEFT loitering 100-300'],
  [visited('0:0 300:200', loitering), '0-300 LEFT'],
]);

finds('a straight line between two neighbouring fixes outside may cross', [
  [visited('0:-300 60:300', fence({ crossingSeconds: 60 })), '20-40 CROSSED'],
  [visited('0:-300 61:310', fence({ crossingSeconds: 60 })), ''],
  [visited('0:-300 60:0^9', fence({ crossingSeconds: 60, maxAltitudeMeters: 5 })), ''],
  [visited('0:-300 60:300', fence({ crossingSeconds: 60, dwellSeconds: 5 })), '20-40 CROSSED'],
  [
    visited('0:0 10:-300! 60:300', fence({ crossingSeconds: 60, exitConfirmFixes: 2, endsWhenOff: true })),
    '0-10 DEVICE_OFF lost 10-60',
  ],
  [visited('0:-300 60:300', fence({ crossingSeconds: 60, exitBufferMeters: 201 })), ''],
  [visited('0:-300 30:0~99 60:300', fence({ crossingSeconds: 60, maxAccuracyMeters: 50 })), ''],
  [visited('0:-300 60:300', [...fence({ crossingSeconds: 60 }), version(2, 30, 100, { crossingSeconds: 60 })]), ''],
  [visited('0:0 20:-300 40:300', fence({ crossingSeconds: 60 })), '0-20 LEFT, 26.667-33.333 CROSSED'],
  [visited('0:0 20:-300 40:300', fence({ crossingSeconds: 60, exitConfirmFixes: 2 })), '0-20 LEFT'],
]);

test('the opening position of a crossing is the second fix', () => {
  const [crossing] = oracleVisits({
    fixes: track('0:-300 60:300'),
    versions: [{ ...version(1, 0, 1, { crossingSeconds: 60 }), shape: box(-100, 200) }],
    until: T,
  });
  assert.deepEqual(
    [crossing?.openedBy.recordedAt, crossing?.from, crossing?.to],
    [T + 60 * SECOND, T + 20 * SECOND, T + 50 * SECOND],
  );
});
