import assert from 'node:assert/strict';

import type { SubgraphResult, Viewer } from '@trekker/kit';

import { requestOf, type TestHeadcount } from './headcount.ts';

const WATCH = `subscription W($after: String) {
  headcountChanged(after: $after) {
    cursor snapshot
    zones { id headcount { present stale } }
    places { id headcount { present stale } }
  }
}`;

/** What a stream told. */
export interface Event {
  cursor: string;
  snapshot: boolean;
  /** Numbers by id, `present+stale`. */
  zones: Record<string, string>;
  places: Record<string, string>;
}

/** Follows headcounts as a viewer. */
export function watch(
  site: TestHeadcount,
  viewer: Viewer | null,
  { after, on = site.headcount }: { after?: string; on?: TestHeadcount['headcount'] } = {},
) {
  const stream = on.subgraph.subscribe(requestOf(WATCH, { viewer, variables: { after: after ?? null } }));
  const raw = async () => {
    const { value, done } = (await stream.next()) as { value: SubgraphResult | undefined; done?: boolean };
    if (done) return null;
    return JSON.parse(JSON.stringify(value)) as { data: any; errors?: { extensions?: { code?: string } }[] };
  };
  let pending: Promise<Event | null> | undefined;
  /** The next event that comes within some milliseconds, or `silence`; a silent one can be waited for again. */
  const within = async (ms: number): Promise<Event | null | 'silence'> => {
    pending ??= raw().then((result) => {
      assert.equal(result?.errors, undefined, JSON.stringify(result?.errors));
      return result && eventOf(result.data.headcountChanged);
    });
    const quiet = new Promise<'silence'>((resolve) => setTimeout(resolve, ms, 'silence'));
    const outcome = await Promise.race([pending, quiet]);
    if (outcome !== 'silence') pending = undefined;
    return outcome;
  };
  return {
    stream,
    within,
    code: async () => (await raw())?.errors?.[0]?.extensions?.code,
    /** The next event, or null at the end. */
    async next(): Promise<Event | null> {
      const event = await within(10_000);
      return event === 'silence' ? assert.fail('nothing comes') : event;
    },
    end: () => stream.return?.(),
  };
}

function eventOf({ zones, places, ...event }: any): Event {
  const numbers = (list: any[]) =>
    Object.fromEntries(list.map(({ id, headcount }) => [id, `${headcount.present}+${headcount.stale}`]));
  return { ...event, zones: numbers(zones), places: numbers(places) };
}

/** A site with two places, one above the other, a zone in each, and somebody who moves. */
export async function smallSite(site: TestHeadcount, unitId: string | null = null) {
  const tenant = site.tenant();
  const top = await tenant.place();
  const hall = await tenant.place([top]);
  const press = await tenant.zone(hall);
  const yard = await tenant.zone(top);
  const ada = await tenant.person(unitId);
  await site.settled();
  return { tenant, top, hall, press, yard, ada };
}
