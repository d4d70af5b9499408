/** What may have happened that a rule can be about: in geofences, to limits of zones and places, in musters. */
export const EVENT_KINDS = [
  'ENTERED',
  'LEFT',
  'DWELLED',
  'CROSSED',
  'LOITERED',
  'STALE',
  'LOST',
  'EXCLUSION_VIOLATED',
  'LIMIT_REACHED',
  'LIMIT_EXCEEDED',
  'BELOW_MINIMUM',
  'LIMIT_CLEARED',
  'MUSTER_STARTED',
  'MUSTER_PAUSED',
  'MUSTER_RESUMED',
  'MUSTER_ENDED',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** What no rule is about: a trial, and an endpoint that was switched off by itself. */
const OWN_KINDS = ['TEST', 'ENDPOINT_DISABLED'] as const;

/** The values of the SDL's `NotificationKind`. */
export const NOTIFICATION_KINDS = [...EVENT_KINDS, ...OWN_KINDS] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What a geofence is for, as topic `geofences` says it. */
export const GEOFENCE_KINDS = ['WORK_ZONE', 'MUSTER_POINT', 'EXCLUSION', 'GATE', 'BREAK_AREA'] as const;
export type GeofenceKind = (typeof GEOFENCE_KINDS)[number];

/** Told for the first time; told otherwise before; told before and no longer true. */
export const STATUSES = ['NEW', 'REVISED', 'RETRACTED'] as const;
export type Status = (typeof STATUSES)[number];

/** How somebody is told. */
export type Channel = 'IN_APP' | 'EMAIL' | 'WEBHOOK' | 'PUSH';

/** What became of a delivery; the values of the SDL's `DeliveryState`. */
export type DeliveryState = 'PENDING' | 'DELIVERED' | 'EXHAUSTED' | 'REFUSED' | 'SUPERSEDED' | 'CANCELLED' | 'NOT_SENT';

/** How a user is told, and may choose not to be. */
export const PERSONAL_CHANNELS = ['IN_APP', 'EMAIL', 'PUSH'] as const;
export type PersonalChannel = (typeof PERSONAL_CHANNELS)[number];

/** What came of a rule that an event fits; to a target it may also be left out, as the user behind it wants. */
export type Outcome = 'SENT' | 'LATE' | 'THROTTLED' | 'LEFT_OUT';

/** Whether a rule can be about something of this kind. */
export function isEventKind(kind: string): kind is EventKind {
  return (EVENT_KINDS as readonly string[]).includes(kind);
}
