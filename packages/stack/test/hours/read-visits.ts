import type { Api } from '../../src/demo/api.ts';

/** A visit as the API tells it; `toMs` is infinite while it lasts. */
export interface DerivedVisit {
  /** What the tracker calls itself. */
  readonly identifier: string;
  /** The geofence's name. */
  readonly zone: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** All visits that have a moment in `[fromMs, toMs)`, Unix milliseconds. */
export async function readVisits(
  api: Api,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<DerivedVisit[]> {
  const [from, to] = [fromMs, toMs].map((unixMs) => new Date(unixMs).toISOString());
  const found: DerivedVisit[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { visits }: VisitsData = await api.run<VisitsData>(VISITS, { from, to, after });
    for (const visit of visits.nodes) {
      found.push({
        identifier: visit.tracker?.identifiers[0] ?? '',
        zone: visit.geofence.name,
        fromMs: Date.parse(visit.from),
        toMs: visit.to === null ? Infinity : Date.parse(visit.to),
      });
    }
    ({ endCursor: after, hasNextPage: more } = visits.pageInfo);
  }
  return found;
}

const VISITS = `query Visits($from: DateTime!, $to: DateTime!, $after: String) {
  visits(from: $from, to: $to, first: 500, after: $after) {
    nodes { tracker { identifiers } geofence { name } from to }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface VisitsData {
  readonly visits: {
    readonly nodes: readonly {
      readonly tracker: { readonly identifiers: readonly string[] } | null;
      readonly geofence: { readonly name: string };
      readonly from: string;
      readonly to: string | null;
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
