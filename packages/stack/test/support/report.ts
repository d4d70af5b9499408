import assert from 'node:assert/strict';

import { minutesAgo, ZONE } from './where-and-when.ts';

/**
 * Walks a person into the zone to stay, an asset in and out again, lets the person's phone tell of a region of its own,
 * and sends four fixes into quarantine.
 */
export async function report(door: string, marker: string): Promise<void> {
  const inside = { latitude: ZONE.latitude, longitude: ZONE.longitude };
  const outside = { latitude: ZONE.latitude + 0.1, longitude: ZONE.longitude };
  const walked = [outside, inside, inside, inside, inside].map((at, i) => fixOf(`phone-${marker}`, 30 - i, at));
  const driven = [outside, inside, inside, outside, outside, outside].map((at, i) =>
    fixOf(`unit-${marker}`, 30 - i, at),
  );
  const north = fixOf(`phone-${marker}`, 20, { latitude: 91, longitude: 13 });
  const south = [20, 19].map((ago) => fixOf(`unit-${marker}`, ago, { latitude: -91, longitude: 13 }));
  const late = fixOf(`late-${marker}`, 20, inside);
  const answer = await reportPositions(door, [...walked, ...driven, north, ...south, late]);
  assert.deepEqual(
    answer.rejected.map(({ code }: { code: string }) => code),
    ['OUT_OF_RANGE', 'OUT_OF_RANGE', 'OUT_OF_RANGE', 'UNKNOWN_TRACKER'],
  );
  await reportRegion(door, marker);
}

/** What a phone with OwnTracks says when it enters a region that only it knows. */
async function reportRegion(door: string, marker: string): Promise<void> {
  const transition = { _type: 'transition', event: 'enter', desc: `Region ${marker}`, lat: ZONE.latitude, lon: 13 };
  const response = await fetch(`${door}/owntracks`, {
    method: 'POST',
    body: JSON.stringify({
      ...transition,
      tst: Math.floor(Date.now() / 1_000) - 600,
      topic: `owntracks/phone-${marker}`,
    }),
  });
  assert.deepEqual([response.status, await response.text()], [200, '[]']);
}

/** A position for `/v1/positions`. */
export function fixOf(tracker: string, agoMinutes: number, at: { latitude: number; longitude: number }) {
  return { tracker, time: minutesAgo(agoMinutes), ...at, accuracy: 5, speed: 1, battery: 80 };
}

/** What the intake answers to a batch it takes. */
export async function reportPositions(door: string, positions: readonly object[]): Promise<any> {
  const response = await fetch(`${door}/v1/positions`, { method: 'POST', body: JSON.stringify({ positions }) });
  assert.equal(response.status, 200, await response.clone().text());
  return response.json();
}
