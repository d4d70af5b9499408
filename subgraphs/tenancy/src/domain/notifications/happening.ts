import type { EventKind, NotificationKind, Status } from './kinds.ts';

/** Facts of something that happened; what does not apply is null. Ids are as the events carry them. */
export interface Facts {
  readonly geofenceId: string | null;
  readonly geofenceKind: string | null;
  readonly placeId: string | null;
  readonly trackerId: string | null;
  readonly personId: string | null;
  readonly assetId: string | null;
  readonly visitId: string | null;
  readonly limitId: string | null;
  /** People; the limits of the zone or place. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** People counted. */
  readonly count: number | null;
  readonly musterId: string | null;
  /** `LIVE`, `DRILL` or `TEST`. */
  readonly musterMode: string | null;
  readonly musterName: string | null;
  /** A webhook endpoint that was switched off. */
  readonly endpointId: string | null;
}

/** Something that happened, or a correction of what was told, as an event of another service says it. */
export interface Happening {
  /** The same under correction and replay. */
  readonly eventId: string;
  readonly status: Status;
  readonly kind: EventKind;
  /** Unix milliseconds by the devices' clocks. */
  readonly at: number;
  readonly facts: Facts;
}

/** A happening and when the installation knew of it, Unix milliseconds. */
export interface Learned extends Happening {
  readonly knownAt: number;
}

/** What somebody must be allowed to see in order to be told. */
export interface Subject {
  readonly kind: 'PERSON' | 'ASSET' | 'TRACKER' | 'COUNT' | 'MUSTER' | 'OWN';
  readonly id: string | null;
}

/** No facts at all. */
export const NO_FACTS: Facts = {
  geofenceId: null,
  geofenceKind: null,
  placeId: null,
  trackerId: null,
  personId: null,
  assetId: null,
  visitId: null,
  limitId: null,
  minimum: null,
  maximum: null,
  count: null,
  musterId: null,
  musterMode: null,
  musterName: null,
  endpointId: null,
};

/** Whom or what something is about: who carried the tracker, else the tracker, else the zone or place as such. */
export function subjectOf(kind: NotificationKind, { personId, assetId, trackerId, ...facts }: Facts): Subject {
  if (personId !== null) return { kind: 'PERSON', id: personId };
  if (assetId !== null) return { kind: 'ASSET', id: assetId };
  if (trackerId !== null) return { kind: 'TRACKER', id: trackerId };
  if (kind.startsWith('MUSTER_')) return { kind: 'MUSTER', id: facts.musterId };
  if (kind === 'TEST' || kind === 'ENDPOINT_DISABLED') return { kind: 'OWN', id: facts.endpointId };
  return { kind: 'COUNT', id: facts.limitId ?? facts.geofenceId ?? facts.placeId };
}

/** Text that names a subject among others. */
export function subjectKey({ kind, id }: Subject): string {
  return `${kind} ${id}`;
}

/** Whether two beliefs say the same of the same, but for when it was and how many it were. */
export function isSameMatter(a: Matter, b: Matter): boolean {
  const sameSubject = subjectKey(subjectOf(a.kind, a.facts)) === subjectKey(subjectOf(b.kind, b.facts));
  return a.kind === b.kind && a.facts.geofenceId === b.facts.geofenceId && sameSubject;
}

interface Matter {
  readonly kind: NotificationKind;
  readonly facts: Facts;
}
