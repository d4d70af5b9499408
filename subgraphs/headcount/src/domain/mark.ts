import { endOf, type Interval, type PersonVisit } from './person-visit.ts';

/** Whether somebody was said to be in a zone or out of it. */
export type MarkKind = 'IN' | 'OUT';

/** Who says so: a supervisor, or the person with a code of the zone. */
export type MarkSource = 'MANUAL' | 'QR';

/** Somebody was marked in or out of a zone by hand. */
export interface Mark {
  readonly markId: string;
  readonly personId: string;
  readonly zoneId: string;
  readonly kind: MarkKind;
  readonly source: MarkSource;
  /** From when on, Unix milliseconds. */
  readonly at: number;
  /** Offset of its entry: of two marks of one instant the later said holds. */
  readonly offset: number;
}

/** For how long a mark holds. */
export interface MarkSpan extends Interval {
  readonly markId: string;
  readonly personId: string;
  readonly zoneId: string;
  readonly kind: MarkKind;
  readonly source: MarkSource;
}

/**
 * For how long the marks of one person hold: until the next mark of the same zone, until a tracker tells where the person
 * is, and where it said that somebody is in, until a scheduled reset. A tracker tells when a visit of the person begins,
 * in whatever zone, and when one ends because the person was seen outside.
 * @param visits of the person, none that was retracted.
 * @param resetAfter the first reset of a zone behind an instant, or null.
 */
export function spansOf(
  marks: readonly Mark[],
  { visits, resetAfter }: { visits: readonly PersonVisit[]; resetAfter: (zoneId: string, at: number) => number | null },
): MarkSpan[] {
  const sightings = visits.flatMap(sightingsIn).toSorted((a, b) => a - b);
  return [...Map.groupBy(marks, ({ zoneId }) => zoneId).values()].flatMap((ofZone) => {
    const inOrder = ofZone.toSorted((a, b) => a.at - b.at || a.offset - b.offset);
    return inOrder.map((mark, index): MarkSpan => {
      const { markId, personId, zoneId, kind, source, at } = mark;
      const ends = [
        inOrder[index + 1]?.at,
        sightings.find((instant) => instant > at),
        kind === 'IN' ? resetAfter(zoneId, at) : null,
      ].filter((end) => end != null);
      return { markId, personId, zoneId, kind, source, from: at, to: ends.length ? Math.min(...ends) : null };
    });
  });
}

/** The instants at which a visit tells where the person is. */
export function sightingsIn(visit: PersonVisit): number[] {
  if (endOf(visit) === visit.from) return [];
  return visit.endReason === 'LEFT' && visit.to !== null ? [visit.from, visit.to] : [visit.from];
}
