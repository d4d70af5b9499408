import assert from 'node:assert/strict';
import { test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { versionsBehind } from '../src/db/versions.ts';
import { derivePresence } from '../src/domain/presence/derive-presence.ts';
import { createFenceSet } from '../src/domain/presence/fence-set.ts';
import { fixOf } from '../src/domain/presence/fix.ts';
import type { Visit } from '../src/domain/presence/visit.ts';
import { at, PLAIN, square, startGeofences, type TestGeofences } from './geofences.ts';
import { seededRandom } from './seeded-random.ts';

// In the future nothing is overdue: then ticks depend on no clock.
const T = Date.UTC(2090, 0, 1);
const SECOND = 1_000;

const RULES = [
  PLAIN,
  { ...PLAIN, enterConfirmFixes: 2, exitConfirmFixes: 2, exitConfirmSeconds: 90, exitBufferMeters: 40 },
  { ...PLAIN, probableAfterSeconds: 60, staleAfterSeconds: 120, endAfterSeconds: 240, dwellSeconds: 200 },
  {
    ...PLAIN,
    enterConfirmFixes: 3,
    enterConfirmSeconds: 50,
    crossingSeconds: 100,
    loiterSeconds: 60,
    loiterRadiusMeters: 300,
  },
  { ...PLAIN, maxAccuracyMeters: 50, exitAccuracyWeight: 1, plausibleOnly: true },
];

function randomTracks(random: () => number, count: number, length: number) {
  return Array.from({ length: count }, () => {
    const trackerId = uuidv7();
    let [seconds, latitude, longitude] = [0, 10.005, 20.005];
    return Array.from({ length }, () => {
      seconds += 10 + Math.floor(random() * (random() < 0.1 ? 400 : 60));
      latitude = 10 + ((((latitude - 10 + (random() - 0.5) * 0.008) % 0.02) + 0.02) % 0.02);
      longitude += (random() - 0.5) * 0.006;
      const accuracy = random() < 0.5 ? null : Math.round(random() * 80);
      return at(trackerId, T + seconds * SECOND, { latitude, longitude, accuracy });
    });
  });
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => [random(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
}

const byContent = (visits: readonly Visit[]) => visits.map(textOf).toSorted();

function textOf({ evidence, probable, stale, loitering, lost, ...visit }: Visit): string {
  const spans = [probable, stale, loitering, lost ? [lost] : []].map((phases) =>
    phases.map(({ from, to }) => [from, to]),
  );
  const decided = evidence.map(({ decision, positionId, version }) => [decision, positionId, version]);
  const fields = Object.entries(visit).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([fields, spans, decided]);
}

async function believed({ postgres: { admin } }: TestGeofences, tenantId: string, trackerId: string): Promise<Visit[]> {
  return admin<Visit[]>`
    select geofence_id as "geofenceId", from_at as from, to_at as to, end_reason as "endReason", began_by as "beganBy",
      ended_by as "endedBy", probable, stale, loitering, dwelled_at as "dwelledAt", lost, evidence
    from geofences.visits where tenant_id = ${tenantId} and tracker_id = ${trackerId} and believed and not retracted`;
}

for (const seed of [1, 2, 3]) {
  test(`comes to the visits of the whole whatever the order of positions and edits (seed ${seed})`, async () => {
    await using site = await startGeofences();
    const viewer = site.tenant();
    const random = seededRandom(seed);
    const fences: string[] = [];
    for (const [index, rules] of RULES.entries()) {
      const boundary = square(10.002 + index * 0.002, 20 + index * 0.001, 0.006);
      fences.push(await site.fence(viewer, { name: `Yard ${index}`, boundary, rules }));
    }
    const tracks = randomTracks(random, 12, 150);
    const records = shuffled(tracks.flat(), random);
    const repeated = records.filter(() => random() < 0.2);
    const sent = shuffled([...records, ...repeated], random);
    for (let from = 0; from < sent.length; from += 160) {
      const batch = sent.slice(from, from + 160);
      await site.send(viewer.tenantId, [
        ...new Map(batch.map((one) => [`${one.trackerId}${one.recordedAt}`, one])).values(),
      ]);
      if (from % 480 !== 0) continue;
      const index = Math.floor(random() * fences.length);
      const geofenceId = fences[index] ?? '';
      const boundary = square(10.002 + random() * 0.01, 20 + random() * 0.004, 0.004 + random() * 0.004);
      site.skew(T + Math.floor(random() * 4_000) * SECOND - Date.now());
      await site.change(viewer, 'updateGeofence', 'geofence { id }', { geofenceId, boundary });
      site.skew(0);
      await site.caughtUp();
    }
    await site.caughtUp();
    const set = createFenceSet();
    await site.others.withTenant(viewer.tenantId, async (tx) => set.add(await versionsBehind(tx, 0)));
    let total = 0;
    for (const track of tracks) {
      const [first] = track;
      const until = track.at(-1)?.recordedAt ?? 0;
      const whole = derivePresence({ fixes: track.map(fixOf), fences: set.knownAt(1_000), until });
      const found = await believed(site, viewer.tenantId, first?.trackerId ?? '');
      total += whole.length;
      assert.deepEqual(byContent(found), byContent(whole));
    }
    assert.ok(total > 100, `${total} visits`);
  });
}
