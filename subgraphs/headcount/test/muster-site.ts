import assert from 'node:assert/strict';

import { uuidv7, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { requestOf, type TestHeadcount } from './headcount.ts';

/** Everything that mustering asks for. */
export const WARDEN = ['muster:read', 'muster:write'];

/** What an entry of topic `person-visits` says of a visit. */
export interface ToldVisit {
  readonly personVisitId?: string;
  readonly personId: string;
  readonly geofenceId: string;
  readonly from: number;
  readonly to?: number | null;
  readonly endReason?: string | null;
  readonly probable?: readonly { from: number; to: number | null }[];
  readonly stale?: readonly { from: number; to: number | null }[];
  readonly lost?: { from: number; to: number | null } | null;
  readonly retracted?: boolean;
  readonly trackerId?: string;
  readonly alreadyInside?: boolean;
}

/** A site with a building to evacuate and a yard with a station beside it. */
export async function musterSite(site: TestHeadcount) {
  const tenant = site.tenant();
  const { tenantId } = tenant;
  const works = await tenant.place();
  const building = await tenant.place([works]);
  const yard = await tenant.place([works]);
  const zones = {
    hall: await tenant.zone(building, { name: 'Hall' }),
    store: await tenant.zone(building, { name: 'Store' }),
    east: await tenant.zone(yard, { kind: 'MUSTER_POINT', name: 'East' }),
    west: await tenant.zone(yard, { kind: 'MUSTER_POINT', name: 'West' }),
  };
  const viewer = (units: readonly string[] | null = null, permissions = WARDEN): Viewer =>
    testViewer(tenantId, permissions, { units });

  async function change(name: string, input: object, as: Viewer = viewer()): Promise<any> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const selection = SELECTIONS[name] ?? `muster { id status }`;
    const document = `mutation M($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { field code message } } }`;
    const { data, errors } = await site.run(document, { viewer: as, variables: { input } });
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data[name];
  }

  async function ask(musterId: string, selection: string, as: Viewer = viewer()): Promise<any> {
    const document = `query Q($id: ID!) { muster(id: $id) { ${selection} } }`;
    const { data, errors } = await site.run(document, { viewer: as, variables: { id: musterId } });
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data.muster;
  }

  return {
    tenant,
    tenantId,
    works,
    building,
    yard,
    ...zones,
    viewer,
    change,
    /** Tells of visits, in one transaction, and waits until they are kept; gives back their ids. */
    async visits(...visits: ToldVisit[]): Promise<string[]> {
      const payloads = visits.map((visit) => {
        // Everybody carries one tracker unless it says otherwise.
        const carried = { personVisitId: uuidv7(), visitId: uuidv7(), trackerId: visit.personId };
        return { ...carried, to: null, stale: [], ...visit };
      });
      const entry = { topic: 'person-visits', subject: tenantId, type: 'person-visit-changed' };
      await site.publish(...payloads.map((payload) => ({ ...entry, payload })));
      await site.settled();
      return payloads.map(({ personVisitId }) => personVisitId);
    },
    /** Starts a drill in the building. */
    async start(input: object = {}): Promise<string> {
      await site.settled();
      const asked = { placeId: building, mode: 'DRILL', name: 'Exercise', idempotencyKey: uuidv7(), ...input };
      const { muster, userErrors } = await change('startMuster', asked);
      assert.deepEqual(userErrors, []);
      return muster.id;
    },
    mark: (musterId: string, personId: string, input: object = {}) =>
      change('markMuster', { musterId, personId, kind: 'SAFE', idempotencyKey: uuidv7(), ...input }),
    ask,
    /** States of people by id. */
    async states(musterId: string, as: Viewer = viewer()): Promise<Record<string, string>> {
      const { people } = await ask(musterId, 'people(first: 500) { nodes { person { id } state } }', as);
      return Object.fromEntries(people.nodes.map((one: any) => [one.person.id, one.state]));
    },
    /** A muster as it changes, for a viewer. */
    watch(musterId: string, { as = viewer(), after = null }: { as?: Viewer; after?: string | null } = {}) {
      const document = `subscription S($musterId: ID!, $after: String) { musterChanged(musterId: $musterId, after: $after) {
        cursor snapshot gone muster { status counts { total accounted missing } } people { person { id } state } } }`;
      const variables = { musterId, after };
      const events = site.headcount.subgraph.subscribe(requestOf(document, { viewer: as, variables }));
      const iterator = events[Symbol.asyncIterator]();
      return {
        async next(): Promise<any> {
          const { value, done } = await iterator.next();
          if (done) return null;
          const { data, errors } = JSON.parse(JSON.stringify(value));
          if (errors) return errors[0].extensions.code;
          return data.musterChanged;
        },
        end: async () => void (await iterator.return?.()),
      };
    },
  };
}

export type MusterSite = Awaited<ReturnType<typeof musterSite>>;

const SELECTIONS: Readonly<Record<string, string>> = {
  markMuster: 'act { id at } person { state }',
  musterCheckIn: 'act { id at } person { state by }',
  createMusterStationCode: 'code expiresAt',
  setAssignedStation: 'assignedStations { stations { id } }',
};
