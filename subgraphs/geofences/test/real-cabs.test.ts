import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { parseShape, signedDistanceMeters, type Point, type Shape } from '@trekker/geo';
import { uuidv7 } from '@trekker/kit';

import { at, PLAIN, startGeofences, type TestGeofences } from './geofences.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const FIXES = 20_000;
/** A fix so near a border may be judged either way. */
const UNSURE_METERS = 0.05;
const CAMPUS = new Set(['airport', 'building', 'terminal', 'boardingarea', 'garage', 'hotel', 'hangar']);

const read = (path: string) => gunzipSync(readFileSync(join(DATA, path))).toString('utf8');
const rows = (path: string, most = Infinity) =>
  read(path)
    .split('\n', most === Infinity ? undefined : most + 1)
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split(','));

interface Zone {
  readonly name: string;
  readonly boundary: unknown;
  readonly shape: Shape | null;
}

function zonesOfTruth(): Zone[] {
  const files = { sf: 'polygons/sf-planning-neighborhoods.geojson.gz', sfo: 'polygons/sfo-airport-campus.geojson.gz' };
  return Object.entries(files).flatMap(([prefix, path]) =>
    (JSON.parse(read(path)).features as any[])
      .filter(({ properties }) => prefix === 'sf' || CAMPUS.has(properties.placetype))
      .map(({ id, geometry }) => {
        const parsed = parseShape(geometry);
        return { name: `${prefix}:${id}`, boundary: geometry, shape: parsed.kind === 'valid' ? parsed.shape : null };
      }),
  );
}

interface Recorded {
  readonly id: string;
  /** Unix seconds. */
  readonly t: number;
  readonly place: Point;
}

interface CabVisit {
  readonly tracker: string;
  readonly zone: string;
  readonly from: number;
  readonly to: number | null;
  readonly stale: readonly { readonly from: number; readonly to: number | null }[];
}

async function visitsOf(site: TestGeofences, tenantId: string): Promise<CabVisit[]> {
  return site.postgres.admin<CabVisit[]>`
    select v.tracker_id as tracker, g.name as zone, v.from_at as from, v.to_at as to, v.stale
    from geofences.visits v join geofences.geofences g using (tenant_id, geofence_id)
    where tenant_id = ${tenantId} and known_to is null`;
}

/** Until every silence that is overdue was noted. */
async function silencesNoted(site: TestGeofences): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    await site.caughtUp();
    const due = await site.postgres.admin`select 1 from geofences.tracker_presence where next_deadline is not null`;
    if (!due.length) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('silences were not noted');
}

test(
  `finds the transitions and headcounts of ${FIXES} recorded fixes of San Francisco's cabs`,
  { skip: existsSync(DATA) ? false : 'positions/sf-cabs-2008 of ../shared/data is not there' },
  async () => {
    await using site = await startGeofences();
    const { tenantId } = site.tenant();
    const zones = zonesOfTruth();
    const rules = { ...PLAIN, staleAfterSeconds: 900 };
    const { refused } = await site.geofences.importGeofences(
      tenantId,
      zones.map(({ name, boundary }) => ({
        name,
        kind: 'WORK_ZONE',
        boundary,
        rules,
        validFrom: Date.UTC(2000, 0, 1),
      })),
    );
    assert.deepEqual(
      refused.map(({ name, problems }) => [name, problems[0]?.code]),
      ['sf:2', 'sf:6', 'sf:11'].map((name) => [name, 'SELF_INTERSECTION']),
    );

    const recorded = rows('positions/sf-cabs-2008.csv.gz', FIXES).map(([id = '', t, lat, lon]): Recorded => ({
      id,
      t: Number(t),
      place: { latitude: Number(lat), longitude: Number(lon) },
    }));
    const trackerOf = new Map([...new Set(recorded.map(({ id }) => id))].map((id) => [id, uuidv7()]));
    for (let from = 0; from < recorded.length; from += 2_000) {
      const batch = recorded.slice(from, from + 2_000);
      await site.send(
        tenantId,
        batch.map(({ id, t, place }) => at(trackerOf.get(id) ?? '', t * 1_000, place)),
      );
    }
    await silencesNoted(site);
    const visits = await visitsOf(site, tenantId);
    const last = recorded.at(-1)?.t ?? 0;

    const events = rows('expected/geofence-events.csv.gz');
    const named = new Set(events.map(([, , zone]) => zone));
    const expected = new Set(
      events
        .filter(([t]) => Number(t) <= last)
        .map(([t, id = '', zone, event]) => `${trackerOf.get(id)} ${zone} ${event} ${t}`),
    );
    const found = new Set(
      visits
        .filter(({ zone }) => named.has(zone))
        .flatMap(({ tracker, zone, from, to }) => [
          `${tracker} ${zone} enter ${from / 1_000}`,
          ...(to === null ? [] : [`${tracker} ${zone} exit ${to / 1_000}`]),
        ]),
    );
    /** Whether the tracker was ever so near the zone's border that the truth may have judged it differently. */
    const isExplained = (transition: string) => {
      const [tracker, zone] = transition.split(' ');
      const shape = zones.find(({ name }) => name === zone)?.shape;
      return recorded.some(
        ({ id, place }) =>
          trackerOf.get(id) === tracker && shape && Math.abs(signedDistanceMeters(shape, place)) < UNSURE_METERS,
      );
    };
    assert.ok(expected.size > 3_000, `${expected.size} transitions are expected`);
    assert.deepEqual(
      [...expected.difference(found)].filter((one) => !isExplained(one)),
      [],
    );
    assert.deepEqual(
      [...found.difference(expected)].filter((one) => !isExplained(one)),
      [],
    );

    const lastingAt = (zone: string, t: number) =>
      visits.filter((visit) => visit.zone === zone && visit.from <= t && (visit.to === null || visit.to > t));
    const isSilent = ({ stale }: CabVisit, t: number) =>
      stale.some(({ from, to }) => from <= t && (to === null || to > t));
    const counts = rows('expected/headcount.csv.gz')
      .map(([t, zone = '', all, seen]) => ({ t: Number(t) * 1_000, zone, all: Number(all), seen: Number(seen) }))
      .filter(({ t }) => t <= last * 1_000);
    assert.ok(counts.length > 50, `${counts.length} headcounts are expected`);
    assert.deepEqual(
      counts.map(({ t, zone }) => {
        const inside = lastingAt(zone, t);
        return { t, zone, all: inside.length, seen: inside.filter((visit) => !isSilent(visit, t)).length };
      }),
      counts,
    );
  },
);
