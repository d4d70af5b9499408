import type { HeadcountSource, HeadcountState, ZonePeopleQuery } from '../../__generated__/graphql.ts';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { ZONE_PEOPLE } from './documents.graphql.ts';

/** One person in a zone. */
export interface PersonInside {
  readonly id: string;
  readonly name: string;
  /** Unix milliseconds by the device's clock. */
  readonly since: number;
  readonly state: HeadcountState;
  /** Since when the person counts like this, Unix milliseconds. */
  readonly stateSince: number;
  /** What says that they are inside. */
  readonly source: HeadcountSource;
}

/** Who is in a zone. */
export interface ZonePeople {
  /** Present ones first, each by how long they are inside; null while unknown. */
  readonly people: readonly PersonInside[] | null;
  /** How many more there are than are listed. */
  readonly more: number;
  readonly failed: boolean;
  readonly reload: () => void;
}

/**
 * Who is in a zone at an instant, or now.
 * @param asOf RFC 3339, or null for now. @param version of the zone's live count; the list follows when it grows.
 */
export function useZonePeople(zoneId: string, { asOf, version }: { asOf: string | null; version: number }): ZonePeople {
  const request = { query: ZONE_PEOPLE, variables: { zoneId, asOf } };
  const [{ data, fetching, error }, execute] = useFollowingQuery(request, version);
  const page = data?.geofence?.headcount?.people;
  return {
    people: page ? page.nodes.map(toPerson).toSorted(presentThenLongest) : null,
    more: page ? page.totalCount - page.nodes.length : 0,
    failed: !page && !fetching && error !== undefined,
    reload: () => execute({ requestPolicy: 'network-only' }),
  };
}

function toPerson({ person, since, stateSince, state, source }: Node): PersonInside {
  const { id, name } = person;
  return { id, name, since: Date.parse(since), state, stateSince: Date.parse(stateSince), source };
}

type Node = NonNullable<NonNullable<ZonePeopleQuery['geofence']>['headcount']>['people']['nodes'][number];

const BEST_FIRST: readonly HeadcountState[] = ['PRESENT', 'PROBABLE', 'STALE', 'UNKNOWN'];

/** Those who count best first, then whoever has been inside longest. */
export function presentThenLongest(a: PersonInside, b: PersonInside): number {
  return BEST_FIRST.indexOf(a.state) - BEST_FIRST.indexOf(b.state) || a.since - b.since || a.id.localeCompare(b.id);
}
