import type { FedGeofenceEventFragment, FedLimitEventFragment } from '../../__generated__/graphql.ts';

/** Where events come from; each is paged and streamed by itself. */
export type EventSource = 'geofence' | 'limit';

/** An event of the feed, of whatever source. */
export type FedEvent = { readonly corrected: 'no' | 'revised' | 'retracted' } & (
  | { readonly source: 'geofence'; readonly event: FedGeofenceEventFragment }
  | { readonly source: 'limit'; readonly event: FedLimitEventFragment }
);

/** Events by key, as one value: it is replaced, never changed. */
export interface EventList {
  readonly shown: ReadonlyMap<string, FedEvent>;
  /** What came since, and waits until somebody wants to see it: nothing moves under a reader's eyes. */
  readonly waiting: ReadonlyMap<string, FedEvent>;
  /** How far back each source was read; absent: its first page is not here yet. */
  readonly read: ReadonlyMap<EventSource, ReadSource>;
}

/** How far back a source was read. */
export interface ReadSource {
  /** Cursor behind the oldest event that was read; null where there are no more. */
  readonly next: string | null;
  /** When the oldest event that was read happened, Unix milliseconds. */
  readonly oldest: number;
}

/** Nothing yet. */
export const NO_EVENTS: EventList = { shown: new Map(), waiting: new Map(), read: new Map() };

/** What tells events of all sources apart. */
export function keyOf({ source, event }: FedEvent): string {
  return `${source}:${event.id}`;
}

/** When an event happened, Unix milliseconds. */
export function instantOf({ event }: FedEvent): number {
  return Date.parse(event.at);
}

/** The list with one more page of a source behind what it has. */
export function withPage(
  list: EventList,
  { source, events, next }: { source: EventSource; events: readonly FedEvent[]; next: string | null },
): EventList {
  const shown = new Map(list.shown);
  for (const event of events) if (!list.waiting.has(keyOf(event))) shown.set(keyOf(event), event);
  const before = list.read.get(source)?.oldest ?? Number.POSITIVE_INFINITY;
  const oldest = Math.min(before, ...events.map(instantOf));
  return { ...list, shown, read: new Map(list.read).set(source, { next, oldest }) };
}

/** The list with the newest page of a source, asked for again after a break: what it did not have waits. */
export function withNewest(list: EventList, events: readonly FedEvent[]): EventList {
  const waiting = new Map(list.waiting);
  for (const event of events) {
    if (!list.shown.has(keyOf(event)) && instantOf(event) >= frontierOf(list)) waiting.set(keyOf(event), event);
  }
  return { ...list, waiting };
}

/** The list after something was told: news wait, corrections of what is shown show at once, in its place. */
export function withTold(list: EventList, event: FedEvent): EventList {
  const key = keyOf(event);
  if (list.shown.has(key)) return { ...list, shown: new Map(list.shown).set(key, event) };
  const waiting = new Map(list.waiting);
  if (event.corrected === 'retracted') waiting.delete(key);
  // What lies further back than was read comes with its page.
  else if (instantOf(event) >= frontierOf(list)) waiting.set(key, event);
  return { ...list, waiting };
}

/** The list with what waited among the others. */
export function withWaitingShown(list: EventList): EventList {
  return { ...list, shown: new Map([...list.shown, ...list.waiting]), waiting: new Map() };
}

/** What is shown, the latest first: of no source further back than all were read. */
export function eventsOf(list: EventList): FedEvent[] {
  const frontier = frontierOf(list);
  return [...list.shown.values()]
    .filter((event) => instantOf(event) >= frontier)
    .toSorted((a, b) => instantOf(b) - instantOf(a) || (keyOf(a) < keyOf(b) ? 1 : -1));
}

/** The sources whose next pages are needed to look further back. */
export function sourcesBehind(list: EventList): EventSource[] {
  const frontier = frontierOf(list);
  return [...list.read].flatMap(([source, { next, oldest }]) => (next !== null && oldest >= frontier ? [source] : []));
}

/** From when on everything is known: the latest of where the sources that have more were left. */
function frontierOf({ read }: EventList): number {
  return Math.max(
    Number.NEGATIVE_INFINITY,
    ...[...read.values()].map(({ next, oldest }) => (next ? oldest : -Infinity)),
  );
}
