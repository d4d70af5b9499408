import type { Api } from '../demo/api.ts';

/** A visit as the API tells it. */
export interface ReadVisit {
  readonly id: string;
  readonly trackerId: string;
  readonly geofenceId: string;
  /** RFC 3339. */
  readonly from: string;
  /** Null while it lasts. */
  readonly to: string | null;
}

/** Every visit of one geofence, page by page. Fails where the account may not see who visited. */
export async function* readVisits(api: Api, geofenceId: string): AsyncGenerator<ReadVisit> {
  for (let after: string | null = null, more = true; more;) {
    const { visits }: VisitsData = await api.run<VisitsData>(VISITS, { geofenceId, after });
    for (const { id, tracker, from, to } of visits.nodes) {
      if (!tracker) throw new Error(`the tracker of visit ${id} must be visible to whoever replays, got null`);
      yield { id, trackerId: tracker.id, geofenceId, from, to };
    }
    ({ endCursor: after, hasNextPage: more } = visits.pageInfo);
  }
}

const VISITS = `query ReplayVisits($geofenceId: ID!, $after: String) {
  visits(geofenceId: $geofenceId, first: 500, after: $after) {
    nodes { id tracker { id } from to }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface VisitsData {
  readonly visits: {
    readonly nodes: readonly {
      readonly id: string;
      readonly tracker: { readonly id: string } | null;
      readonly from: string;
      readonly to: string | null;
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
