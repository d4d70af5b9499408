import type { Span } from './density.ts';

/** What can happen in a replay. */
export type ReplayEventKind = 'entered' | 'left' | 'stopped' | 'departed' | 'lost' | 'found';

/** Something that happened to one tracker of a replay. */
export interface ReplayEvent {
  /** Unique in the replay. */
  readonly key: string;
  readonly kind: ReplayEventKind;
  /** Unix milliseconds. */
  readonly at: number;
  /** Which tracker of the replay, from 0. */
  readonly lane: number;
  /** Name of the zone, for what happens at one; else null. */
  readonly zone: string | null;
  /** Milliseconds that the stop or the gap lasts, where that is known and it begins here; else null. */
  readonly lastsMs: number | null;
}

/** What is known of one tracker. */
export interface EventSources {
  readonly lane: number;
  readonly visits: readonly {
    readonly id: string;
    readonly zone: string;
    readonly from: number;
    readonly to: number | null;
  }[];
  readonly stops: readonly (Span & { readonly departed: boolean })[];
  readonly gaps: readonly Span[];
}

/** Everything that happened within a span, in its order. */
export function replayEvents(sources: readonly EventSources[], { from, to }: Span): ReplayEvent[] {
  const all = sources.flatMap(({ lane, visits, stops, gaps }) => {
    const event = (kind: ReplayEventKind, at: number, about: Partial<ReplayEvent> & { id: string }): ReplayEvent => ({
      key: `${lane}:${kind}:${about.id}`,
      kind,
      at,
      lane,
      zone: about.zone ?? null,
      lastsMs: about.lastsMs ?? null,
    });
    return [
      ...visits.flatMap(({ id, zone, from: begin, to: end }) => [
        event('entered', begin, { id, zone }),
        ...(end === null ? [] : [event('left', end, { id, zone })]),
      ]),
      // Where a silence ends a stop nobody knows whether it ended.
      ...ends(stops, ['stopped', 'departed'], event).filter(
        ({ kind, at }) => kind === 'stopped' || stops.some(({ to: end, departed }) => departed && end === at),
      ),
      ...ends(gaps, ['lost', 'found'], event),
    ];
  });
  return all
    .filter(({ at }) => at >= from && at < to)
    .toSorted((a, b) => a.at - b.at || a.lane - b.lane || a.key.localeCompare(b.key));
}

function ends(
  spans: readonly Span[],
  [begins, is]: readonly [ReplayEventKind, ReplayEventKind],
  event: (kind: ReplayEventKind, at: number, about: { id: string; lastsMs?: number }) => ReplayEvent,
): ReplayEvent[] {
  return spans.flatMap(({ from, to }) => [
    event(begins, from, { id: String(from), lastsMs: to - from }),
    event(is, to, { id: String(from) }),
  ]);
}

// Who jumps to an event is at it; the next one is another.
const SAME_MS = 500;

/** The next event behind an instant, or the one before it; null where there is none. Events are in their order. */
export function stepFrom(events: readonly ReplayEvent[], instant: number, step: 1 | -1): ReplayEvent | null {
  if (step > 0) return events.find(({ at }) => at > instant + SAME_MS) ?? null;
  return events.findLast(({ at }) => at < instant - SAME_MS) ?? null;
}

/** How many events happened by an instant. */
export function happenedBy(events: readonly ReplayEvent[], instant: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.at ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
