import type { Facts } from './happening.ts';
import type { NotificationKind, Status } from './kinds.ts';
import { sentenceOf, type Language } from './sentence.ts';

/** What leaves the house about an event: ids and names of zones and places, never the name of a person. */
export interface Message {
  readonly eventId: string;
  readonly revision: number;
  readonly status: Status;
  readonly kind: NotificationKind;
  /** Unix milliseconds by the devices' clocks. */
  readonly at: number;
  readonly facts: Facts;
  readonly geofenceName: string | null;
  readonly placeName: string | null;
  /** IANA zone of the place. */
  readonly timeZone: string;
  readonly ruleName: string | null;
}

const TYPES: readonly (readonly [prefix: string, type: string])[] = [
  ['MUSTER_', 'muster'],
  ['LIMIT_', 'headcount'],
  ['BELOW_', 'headcount'],
  ['ENDPOINT_', 'endpoint'],
  ['TEST', 'notification'],
];

/** The body of a webhook: `type` and `timestamp` as Standard Webhooks has them, and the event as `data`. */
export function webhookBody(message: Message, publicUrl: string): string {
  const { eventId, revision, status, kind, at, facts, geofenceName, placeName } = message;
  const { geofenceId, geofenceKind, placeId, ...others } = facts;
  const named = Object.entries(others).filter(([, value]) => value !== null);
  const data = {
    eventId,
    status,
    revision,
    kind,
    at: new Date(at).toISOString(),
    ...(geofenceId === null ? {} : { geofence: { id: geofenceId, name: geofenceName, kind: geofenceKind } }),
    ...(placeId === null ? {} : { place: { id: placeId, name: placeName } }),
    ...Object.fromEntries(named),
    text: messageText(message),
    link: linkOf(facts, publicUrl),
  };
  return JSON.stringify({ type: messageType(kind), timestamp: data.at, data });
}

/** The type of a webhook, `<what>.<what happened>`, for example `geofence.entered`. */
export function messageType(kind: NotificationKind): string {
  const what = TYPES.find(([prefix]) => kind.startsWith(prefix))?.[1] ?? 'geofence';
  return `${what}.${kind.toLowerCase().replace(/^(muster|endpoint)_/, '')}`;
}

/** One sentence of what happened; in English where nothing else is asked for. */
export function messageText({ kind, status, facts, geofenceName, placeName }: Message, language?: Language): string {
  return sentenceOf({ kind, status, facts, where: geofenceName ?? placeName }, language);
}

/** Where the web app shows whom or what it is about. */
export function linkOf(facts: Facts, publicUrl: string): string {
  const path = pathOf(facts);
  return URL.parse(path, publicUrl)?.href ?? path;
}

/** The path of that link, for whoever is at the web app already. */
export function pathOf({ personId, assetId, trackerId, musterId, geofenceId }: Facts): string {
  if (personId !== null) return `/people/${encodeURIComponent(personId)}`;
  if (assetId !== null) return `/assets/${encodeURIComponent(assetId)}`;
  if (trackerId !== null) return `/trackers/${encodeURIComponent(trackerId)}`;
  if (musterId !== null) return `/musters/${encodeURIComponent(musterId)}`;
  return geofenceId === null ? '/' : `/zones/${encodeURIComponent(geofenceId)}`;
}
