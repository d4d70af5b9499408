import type { GeofenceKind } from '../../__generated__/graphql.ts';
import type { VisitTimes } from '../known-late.ts';

/** One visit as a list shows it, whoever or whatever it is of. */
export interface ListedVisit extends VisitTimes {
  /** Unique in the list. */
  readonly id: string;
  readonly geofence: { readonly id: string; readonly name: string; readonly kind: GeofenceKind };
}
