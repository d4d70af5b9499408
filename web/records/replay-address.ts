import type { ShownSpan } from './use-day-span.ts';

/** Where a span is replayed: by its day, or from the first instant of a week to its end. @param who for example `person:<id>`. */
export function replayAddress(
  who: string,
  { length, days, from, to }: Pick<ShownSpan, 'length' | 'days' | 'from' | 'to'>,
): string {
  const [day = ''] = days;
  const time: Record<string, string> =
    length === 'day' ? { day } : { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return `/playback?${new URLSearchParams({ who, ...time })}`;
}
