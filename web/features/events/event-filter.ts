import type { GeofenceEventKind, LimitEventKind } from '../../__generated__/graphql.ts';
import { chosenOf, textIn } from '../../lists/address.ts';

/** What may happen in a zone, in the order in which it is offered. */
export const GEOFENCE_KINDS: readonly GeofenceEventKind[] = [
  'ENTERED',
  'LEFT',
  'DWELLED',
  'LOITERED',
  'CROSSED',
  'STALE',
  'LOST',
  'EXCLUSION_VIOLATED',
];

/** What may become of a limit. */
export const LIMIT_KINDS: readonly LimitEventKind[] = [
  'LIMIT_REACHED',
  'LIMIT_EXCEEDED',
  'BELOW_MINIMUM',
  'LIMIT_CLEARED',
];

/** Of which events a feed consists. */
export interface EventFilter {
  /** Empty together with `limitKinds`: of all kinds. */
  readonly geofenceKinds: readonly GeofenceEventKind[];
  readonly limitKinds: readonly LimitEventKind[];
  readonly zoneId: string | null;
  readonly who: { readonly kind: 'person' | 'tracker'; readonly id: string } | null;
  /** RFC 3339, included; null: from the beginning. */
  readonly from: string | null;
  /** RFC 3339, excluded; null: up to now, and on. */
  readonly to: string | null;
}

/** The filter that an address asks for; what it does not say rightly is ignored. */
export function filterIn(address: URLSearchParams): EventFilter {
  const [kind, id, ...more] = (textIn(address, 'who') ?? '').split(':');
  const isWho = (kind === 'person' || kind === 'tracker') && id && !more.length;
  return {
    geofenceKinds: chosenOf(address, 'kind', GEOFENCE_KINDS),
    limitKinds: chosenOf(address, 'kind', LIMIT_KINDS),
    zoneId: textIn(address, 'zone'),
    who: isWho ? { kind, id } : null,
    from: instantIn(address, 'from'),
    to: instantIn(address, 'to'),
  };
}

/** How many filters are set. */
export function countSet({ geofenceKinds, limitKinds, ...others }: EventFilter): number {
  const kinds = geofenceKinds.length + limitKinds.length > 0 ? 1 : 0;
  return kinds + Object.values(others).filter((value) => value !== null).length;
}

/** Whether events of zones can be among what a filter lets through. */
export function wantsGeofenceEvents({ geofenceKinds, limitKinds }: EventFilter): boolean {
  return geofenceKinds.length > 0 || limitKinds.length === 0;
}

/** Whether events of limits can be: they happen to nobody in particular. */
export function wantsLimitEvents({ geofenceKinds, limitKinds, who }: EventFilter): boolean {
  return who === null && (limitKinds.length > 0 || geofenceKinds.length === 0);
}

function instantIn(address: URLSearchParams, name: string): string | null {
  const instant = Date.parse(address.get(name) ?? '');
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
}
