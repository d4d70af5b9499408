import assert from 'node:assert/strict';

import { createGeofences, geofencesMigrations, geofencesOptions } from '@trekker/geofences';
import { packPositions, type PositionRecord } from '@trekker/geo';
import { createHeadcount, headcountMigrations, headcountOptions } from '@trekker/headcount';
import { MAIN_PLACEMENT, partitionOf, readConfig, silentLogger, uuidv7, type SubgraphService } from '@trekker/kit';
import { manualClock, testDatabase, testViewer } from '@trekker/kit/testing';
import type { Site } from '@trekker/simulator';

const WARDEN = [
  'places:read',
  'places:write',
  'geofences:read',
  'geofences:write',
  'headcount:read',
  'muster:read',
  'muster:write',
];

/** Somebody who carries a phone. */
export interface Carrier {
  readonly personId: string;
  readonly trackerId: string;
}

/** Presence and mustering over one database, with a clock that stands where the test sets it. */
export async function startMusterSite(site: Site, startMs: number) {
  const postgres = await testDatabase([geofencesMigrations, headcountMigrations]);
  const { secret, tail } = postgres;
  const clock = manualClock(startMs);
  const deps = {
    placement: { name: MAIN_PLACEMENT, address: postgres.address },
    secret,
    tail,
    clock,
    log: silentLogger,
  };
  const geofences = createGeofences(readConfig(geofencesOptions, {}), deps);
  const headcount = createHeadcount(readConfig(headcountOptions, {}), deps);
  await geofences.start();
  await headcount.start();
  // Stands for the services beside: it writes to their topics.
  const others = postgres.open('geofences');
  const tenantId = uuidv7();
  const viewer = testViewer(tenantId, WARDEN);

  async function run<T>(service: SubgraphService, document: string, variables: Record<string, unknown>): Promise<T> {
    const signal = new AbortController().signal;
    const request = { document, variables, viewer, requestId: 'test', signal };
    const { data, errors } = await service.subgraph.execute(request);
    assert.equal(errors, undefined, JSON.stringify(errors));
    return JSON.parse(JSON.stringify(data)) as T;
  }

  /** Runs a mutation and gives back its payload. */
  async function change<T>(service: SubgraphService, field: string, selection: string, input: object): Promise<T> {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const document = `mutation M($input: ${type}!) { made: ${field}(input: $input) { ${selection} userErrors { code message } } }`;
    const { made } = await run<{ made: T & { userErrors: readonly unknown[] } }>(service, document, { input });
    assert.deepEqual(made.userErrors, [], field);
    return made;
  }

  return {
    clock,
    geofences,
    headcount,
    run,
    change,
    /** The places of the site and its zones with the defaults of their kinds; ids by the site's names. */
    async build(): Promise<{ places: Map<string, string>; zones: Map<string, string> }> {
      const [places, zones] = [new Map<string, string>(), new Map<string, string>()];
      for (const { id, name, kind, parentId: above, timeZone } of site.places) {
        const parentId = above === null ? null : places.get(above);
        const input = { name, kind, parentId, ...(timeZone ? { timeZone } : {}) };
        const { place } = await change<{ place: { id: string } }>(geofences, 'createPlace', 'place { id }', input);
        places.set(id, place.id);
      }
      const validFrom = new Date(startMs - 86_400_000).toISOString();
      for (const { id, name, kind, placeId, polygon: boundary } of site.zones) {
        const input = { name, kind, placeId: places.get(placeId), boundary, validFrom };
        const made = await change<{ geofence: { id: string } }>(geofences, 'createGeofence', 'geofence { id }', input);
        zones.set(id, made.geofence.id);
      }
      return { places, zones };
    },
    /** So many people, each with a phone. */
    async hire(count: number): Promise<Carrier[]> {
      const carriers = Array.from({ length: count }, () => ({ personId: uuidv7(), trackerId: uuidv7() }));
      const tell = (type: string, payload: object) => ({ topic: 'trackers', subject: tenantId, type, payload });
      for (let first = 0; first < count; first += 500)
        await others.withTenant(tenantId, async (tx) => {
          for (const { personId, trackerId } of carriers.slice(first, first + 500)) {
            tx.publish(tell('person-created', { personId, unitId: null }));
            tx.publish(tell('tracker-added', { trackerId, unitId: null }));
            const assignment = { assignmentId: uuidv7(), trackerId, personId, assetId: null };
            tx.publish(tell('assignment-started', { ...assignment, from: startMs - 3_600_000, to: null }));
          }
        });
      return carriers;
    },
    /** Appends positions as `positions` does. */
    async send(records: readonly PositionRecord[]): Promise<void> {
      await others.withTenant(tenantId, async (tx) => {
        for (const [partition, ofPartition] of Map.groupBy(records, (one) =>
          partitionOf(tenantId, one.trackerId, 16),
        )) {
          const body = packPositions(ofPartition);
          tx.publish({ topic: 'positions', partition, subject: tenantId, type: 'positions', body });
        }
      });
    },
    /** Until everything that came was derived from. */
    async settled(): Promise<void> {
      assert.ok(await geofences.caughtUp(300_000), 'geofences has derived from everything');
      assert.ok(await headcount.caughtUp(300_000), 'headcount has derived from everything');
    },
    async [Symbol.asyncDispose]() {
      await headcount.stop();
      await geofences.stop();
      await postgres[Symbol.asyncDispose]();
    },
  };
}

export type MusterSite = Awaited<ReturnType<typeof startMusterSite>>;
