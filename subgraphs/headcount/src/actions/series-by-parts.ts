import { openSeries, type Part, type Series, type Span } from '../domain/series.ts';
import type { Stay } from '../domain/stay.ts';

/** A part is a day at first, milliseconds. */
const FIRST_MS = 86_400_000;
/** A part in which more stays begin is followed by a shorter one, one in which fewer than a quarter do by a longer one. */
const MANY = 100_000;

/**
 * The series of a span, whatever happened in it: read part by part, each about as long as many stays are, so that years of
 * thousands of people need no more memory than a day of theirs, and of few people hardly more questions than one.
 * @param read all stays that have a moment in a part.
 */
export async function seriesByParts(span: Span, read: (part: Part) => Promise<readonly Stay[]>): Promise<Series> {
  const series = openSeries(span);
  let lengthMs = FIRST_MS;
  for (let from = span.from; from < span.to;) {
    const part = { from, to: Math.min(from + lengthMs, span.to) };
    const stays = await read(part);
    series.add(stays, part);
    from = part.to;
    // Those that last are there however short a part is.
    const begun = stays.filter((stay) => stay.from >= part.from).length;
    if (begun > MANY) lengthMs = Math.max(1, Math.floor(lengthMs / 2));
    else if (begun < MANY / 4) lengthMs *= 2;
  }
  return series.series;
}
