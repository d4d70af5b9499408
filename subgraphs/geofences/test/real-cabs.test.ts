import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { parseShape, signedDistanceMeters, type Shape } from '@trekker/geo';
import { uuidv7 } from '@trekker/kit';

import { at, PLAIN, startGeofences } from './geofences.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const FIXES = 20_000;
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

function zones(): Zone[] {
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

test(
  `finds the transitions of ${FIXES} recorded fixes of San Francisco's cabs`,
  { skip: existsSync(DATA) ? false : 'positions/sf-cabs-2008 of ../shared/data is not there' },
  async () => {
    await using site = await startGeofences();
    const viewer = site.tenant();
    const { tenantId } = viewer;
    const wanted = zones();
    const inputs = wanted.map(({ name, boundary }) => ({
      name,
      kind: 'WORK_ZONE' as const,
      boundary,
      rules: PLAIN,
      validFrom: Date.UTC(2000, 0, 1),
    }));
    const { created, refused } = await site.geofences.importGeofences(tenantId, inputs);
    assert.deepEqual(
      refused.map(({ name, problems }) => [name, problems[0]?.code]),
      ['sf:2', 'sf:6', 'sf:11'].map((name) => [name, 'SELF_INTERSECTION']),
    );

    const recorded = rows('positions/sf-cabs-2008.csv.gz', FIXES).map(([id = '', t, lat, lon]) => ({
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
    await site.caughtUp();

    const last = recorded.at(-1)?.t ?? 0;
    const named = new Set(rows('expected/geofence-events.csv.gz').map(([, , zone]) => zone));
    const expected = new Set(
      rows('expected/geofence-events.csv.gz')
        .filter(([t]) => Number(t) <= last)
        .map(([t, id = '', zone, event]) => `${trackerOf.get(id)} ${zone} ${event} ${t}`),
    );
    const nameOf = new Map(created.map(({ geofenceId, name }) => [geofenceId, name]));
    const found = new Set<string>();
    const visits = await site.postgres.admin<
      { tracker: string; fence: string; from_at: number; to_at: number | null }[]
    >`
      select tracker_id as tracker, geofence_id as fence, from_at, to_at from geofences.visits
      where tenant_id = ${tenantId} and known_to is null`;
    for (const { tracker, fence, from_at: from, to_at: to } of visits) {
      const zone = nameOf.get(fence) ?? '';
      if (!named.has(zone)) continue;
      found.add(`${tracker} ${zone} enter ${from / 1_000}`);
      if (to !== null) found.add(`${tracker} ${zone} exit ${to / 1_000}`);
    }
    const shapeOf = new Map(wanted.map(({ name, shape }) => [name, shape]));
    const unsure = new Set(
      recorded.flatMap(({ id, place }) =>
        [...shapeOf].flatMap(([name, shape]) =>
          shape && Math.abs(signedDistanceMeters(shape, place)) < UNSURE_METERS ? `${trackerOf.get(id)} ${name}` : [],
        ),
      ),
    );
    const isExplained = (transition: string) => unsure.has(transition.split(' ', 2).join(' '));
    assert.ok(expected.size > 3_000, `${expected.size} transitions are expected`);
    assert.deepEqual(
      [...expected].filter((one) => !found.has(one) && !isExplained(one)),
      [],
    );
    assert.deepEqual(
      [...found].filter((one) => !expected.has(one) && !isExplained(one)),
      [],
    );
  },
);
