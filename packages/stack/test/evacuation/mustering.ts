import type { MusterSite } from './muster-site.ts';

/** How somebody stands. */
export interface Standing {
  readonly personId: string;
  readonly state: string;
  readonly by: string | null;
  readonly accounted: boolean;
  readonly origin: string;
}

const START = 'muster { id counts { expectedAtStart } }';
const PEOPLE = `query P($id: ID!, $after: String) { muster(id: $id) { people(first: 500, after: $after) {
  nodes { person { id } state by accounted origin } pageInfo { hasNextPage endCursor } } } }`;

/** Starts a muster at a place; the clock of the site says when. */
export async function startMuster({ change, headcount }: MusterSite, placeId: string) {
  const input = { placeId, mode: 'LIVE', name: 'Gas alarm', idempotencyKey: 'alarm' };
  const { muster } = await change<{ muster: { id: string; counts: { expectedAtStart: number } } }>(
    headcount,
    'startMuster',
    START,
    input,
  );
  return { musterId: muster.id, expectedAtStart: muster.counts.expectedAtStart };
}

/** Everybody on the list, by person. */
export async function readMuster({ run, headcount }: MusterSite, id: string): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>();
  for (let after: string | null = null, more = true; more;) {
    const { muster }: MusterData = await run<MusterData>(headcount, PEOPLE, { id, after });
    for (const { person, ...standing } of muster.people.nodes)
      found.set(person.id, { ...standing, personId: person.id });
    ({ endCursor: after, hasNextPage: more } = muster.people.pageInfo);
  }
  return found;
}

interface MusterData {
  readonly muster: {
    readonly people: {
      readonly nodes: readonly (Omit<Standing, 'personId'> & { readonly person: { readonly id: string } })[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

/** A warden says of somebody that they are safe, or not on site. */
export async function mark(
  { change, headcount }: MusterSite,
  { musterId, personId, kind }: { musterId: string; personId: string; kind: 'SAFE' | 'OFF_SITE' },
): Promise<void> {
  const input = { musterId, personId, kind, idempotencyKey: `${personId} ${kind}` };
  await change(headcount, 'markMuster', 'act { id }', input);
}
