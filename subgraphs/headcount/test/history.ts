import assert from 'node:assert/strict';

import { uuidv7 } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { READER, type TestHeadcount } from './headcount.ts';
import type { Beliefs } from './oracle.ts';
import type { SeededRandom } from './seeded-random.ts';
import { randomMark, type MarkTold, type State, type World } from './world.ts';

/** Everything that whoever answers for headcounts may do. */
export const WRITER = [...READER, 'headcount:write'];

/** A tenant and all that was told of it, in the order of time, with the instants from which it was known. */
export interface History {
  readonly tenantId: string;
  readonly world: World;
  readonly visits: { readonly state: State; readonly knownFrom: number }[];
  readonly marks: { readonly mark: MarkTold; readonly knownFrom: number }[];
  readonly resets: { readonly placeId: string; readonly at: number; readonly knownFrom: number }[];
}

/** How a world is told. */
export interface Telling {
  readonly random: SeededRandom;
  /** Marks to be made in between; absent: random ones. */
  readonly marks?: readonly MarkTold[];
  readonly tenantId?: string;
}

/** Publishes a world, visits in a random order, what is said of each in its own; marks people in between, with a reset. */
export async function tell(
  site: TestHeadcount,
  world: World,
  { random, marks: wanted, tenantId = uuidv7() }: Telling,
): Promise<History> {
  const entry = (topic: string, type: string, payload: object) => ({ topic, subject: tenantId, type, payload });
  const held = { name: 'x', kind: 'WORK_ZONE', number: 1, validFrom: 0, validTo: null, staleAfterSeconds: null };
  const structure = [
    ...[...world.people].map(([personId, unitId]) => entry('trackers', 'person-created', { personId, unitId })),
    ...[...world.places].map(([placeId, path]) => entry('geofences', 'place-created', { placeId, path })),
    ...[...world.zones].map(([geofenceId, placeId]) =>
      entry('geofences', 'geofence-created', { geofenceId, placeId, ...held }),
    ),
  ];
  await site.publish(...random.shuffled(structure));
  const before = (await knownFrom(site, tenantId))
    .keys()
    .filter((key) => key.startsWith('headcount/'))
    .toArray().length;
  const queues = world.visits.map((states) => [...states]);
  const turns = random.shuffled(queues.flatMap((queue) => queue.map(() => queue)));
  const states = turns.flatMap((queue) => queue.shift() ?? []);
  const marks = [...(wanted ?? Array.from({ length: 40 }, () => randomMark(random, world)))];
  const marked: MarkTold[] = [];
  const left = [...states];
  while (left.length || marks.length) {
    const chunk = left.splice(0, random.whole(1, 40));
    if (chunk.length)
      await site.publish(...chunk.map((state) => entry('person-visits', 'person-visit-changed', state)));
    await site.settled();
    for (const mark of marks.splice(0, left.length ? random.whole(0, 8) : Infinity)) {
      await markPresence(site, tenantId, mark);
      marked.push(mark);
    }
  }
  const at = await knownFrom(site, tenantId);
  return {
    tenantId,
    world,
    visits: states.map((state, offset) => ({ state, knownFrom: at.get(`person-visits/${offset}`) ?? Number.NaN })),
    marks: marked.map((mark, index) => ({ mark, knownFrom: at.get(`headcount/${before + index}`) ?? Number.NaN })),
    resets: [],
  };
}

async function markPresence(site: TestHeadcount, tenantId: string, { at, ...mark }: MarkTold): Promise<void> {
  const document = `mutation M($input: MarkPresenceInput!) { markPresence(input: $input) { mark { id } userErrors { message } } }`;
  const variables = { input: { ...mark, at: iso(at) } };
  const { data, errors } = await site.run(document, { viewer: testViewer(tenantId, WRITER), variables });
  assert.deepEqual([errors, data?.markPresence.userErrors], [undefined, []]);
}

/** When each entry of a tenant was appended. */
async function knownFrom(site: TestHeadcount, tenantId: string): Promise<Map<string, number>> {
  const rows = await site.postgres.admin<{ topic: string; offset: number; at: number }[]>`
    select topic, "offset", at from log.entries where tenant_id = ${tenantId}`;
  return new Map(rows.map(({ topic, offset, at }) => [`${topic}/${offset}`, at]));
}

/** What was believed at an instant, or is believed now. */
export function beliefsAt({ visits, marks, resets }: History, knownAt: number | null): Beliefs {
  const isKnown = ({ knownFrom }: { knownFrom: number }) => knownAt === null || knownFrom <= knownAt;
  const last = new Map(visits.filter(isKnown).map(({ state }) => [state.personVisitId, state]));
  return {
    visits: [...last.values()],
    marks: marks.filter(isKnown).map(({ mark }) => mark),
    resets: resets.filter(isKnown),
  };
}

/** Every instant at which anything may change. */
export function edgesOf({ visits, marks }: Beliefs): number[] {
  const ends = ({ from, to }: { from: number; to: number | null }) => [from, to ?? from];
  const ofVisits = visits.flatMap(({ from, to, probable, stale, lost }) => [
    ...ends({ from, to }),
    ...[...probable, ...stale, ...(lost ? [lost] : [])].flatMap(ends),
  ]);
  return [...new Set([...ofVisits, ...marks.map(({ at }) => at)])];
}

/** An instant as GraphQL takes it. */
export function iso(instant: number): string {
  return new Date(instant).toISOString();
}
