import { dayAfter, isDay, spanOf } from '../../live/zoned-days.ts';
import type { Span } from './replay/density.ts';

/** Who or what was chosen: a person and an asset stand for the trackers they carried. */
export interface Chosen {
  readonly kind: 'person' | 'asset' | 'tracker';
  readonly id: string;
}

/** The time that is replayed. */
export interface ReplaySpan extends Span {
  /** The day it is, `YYYY-MM-DD`, or null for a stretch of time between two instants. */
  readonly day: string | null;
}

/** Most trackers of one replay. */
export const MOST_LANES = 12;
/** Longest time that is replayed at once, in milliseconds. */
export const LONGEST_MS = 31 * 24 * 60 * 60_000;

const CHOSEN = /^(person|asset|tracker):([0-9a-f-]{36})$/;

/** Who the parameter `who` names, each once; what cannot be read is left out. */
export function chosenIn(text: string | null): Chosen[] {
  const names = [...new Set((text ?? '').split(','))].slice(0, MOST_LANES);
  return names.flatMap((name) => {
    const [, kind, id] = CHOSEN.exec(name) ?? [];
    return kind && id ? [{ kind: kind as Chosen['kind'], id }] : [];
  });
}

/** How an address names somebody or something. */
export function nameOf({ kind, id }: Chosen): string {
  return `${kind}:${id}`;
}

/**
 * The time the address asks for: a `day` in the tenant's time zone, or `from` and `to` as instants; today where it names
 * none, or none that can be replayed.
 */
export function spanIn(
  parameters: URLSearchParams,
  { today, timeZone }: { today: string; timeZone: string },
): ReplaySpan {
  const [from, to] = [instantIn(parameters, 'from'), instantIn(parameters, 'to')];
  if (from !== null && to !== null && to > from && to - from <= LONGEST_MS) return { from, to, day: null };
  const asked = parameters.get('day') ?? '';
  const day = isDay(asked) && asked <= today ? asked : today;
  return { ...spanOf(day, { days: 1, timeZone }), day };
}

/** The day before today. */
export function yesterdayOf(today: string): string {
  return dayAfter(today, -1);
}

/** An instant in a parameter, Unix milliseconds, or null. */
export function instantIn(parameters: URLSearchParams, name: string): number | null {
  const instant = Date.parse(parameters.get(name) ?? '');
  return Number.isNaN(instant) ? null : instant;
}

/** A link to an instant of a replay. */
export function replayLink({
  origin,
  who,
  span,
  at,
  speed,
}: {
  readonly origin: string;
  readonly who: readonly Chosen[];
  readonly span: ReplaySpan;
  readonly at: number;
  readonly speed: number;
}): string {
  const url = new URL('/playback', origin);
  url.searchParams.set('who', who.map(nameOf).join(','));
  if (span.day) url.searchParams.set('day', span.day);
  else {
    url.searchParams.set('from', new Date(span.from).toISOString());
    url.searchParams.set('to', new Date(span.to).toISOString());
  }
  url.searchParams.set('at', new Date(at).toISOString());
  url.searchParams.set('speed', String(speed));
  return url.href;
}
