/** A visit, as far as its times go: `[from, to)`, RFC 3339; `to` is null while it lasts. */
export interface TimedVisit {
  readonly from: string;
  readonly to: string | null;
}

/** A row of a list of visits: a visit, or a time between visits that was spent in no zone. */
export type VisitListRow<Visit> =
  | { readonly kind: 'visit'; readonly visit: Visit }
  | { readonly kind: 'gap'; readonly from: number; readonly to: number };

/** A time during which somebody was in some zone: Unix milliseconds, `to` excluded. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

// Where zones adjoin, a few seconds lie between them that nobody means.
const LEAST_GAP_MS = 60_000;

/**
 * Visits with the times between them in no zone, the latest first. A gap stands right below the visit that ended it.
 * @param now end of what still lasts, Unix milliseconds.
 */
export function withGaps<Visit extends TimedVisit>(visits: readonly Visit[], now: number): VisitListRow<Visit>[] {
  const stretches = stretchesOf(visits, now);
  const gaps = stretches.slice(1).map(({ from }, index) => ({ from: stretches[index]?.to ?? from, to: from }));
  const rows = [
    ...visits.map((visit) => ({ at: Date.parse(visit.from), row: { kind: 'visit' as const, visit } })),
    ...gaps
      .filter(({ from, to }) => to - from >= LEAST_GAP_MS)
      // Before the visit that begins as the gap ends, behind all that began before it.
      .map(({ from, to }) => ({ at: to - 0.5, row: { kind: 'gap' as const, from, to } })),
  ];
  return rows.toSorted((a, b) => b.at - a.at).map(({ row }) => row);
}

/** What some visits of a day come to: how long somebody was in any zone, and from when until when. */
export interface SumOfVisits {
  /** Every moment counts once, in however many zones it was spent. */
  readonly milliseconds: number;
  /** Unix milliseconds, as is `last`. */
  readonly first: number;
  /** Null while a visit lasts. */
  readonly last: number | null;
}

/** The same of the part that lies within a span; null where nothing does. */
export function sumOfVisits(
  visits: readonly TimedVisit[],
  { from, to, now }: Stretch & { readonly now: number },
): SumOfVisits | null {
  const within = stretchesOf(visits, now)
    .map((stretch) => ({ from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) }))
    .filter((stretch) => stretch.to > stretch.from);
  const [first] = within;
  const last = within.at(-1);
  if (!first || !last) return null;
  const lasts = now < to && visits.some((visit) => visit.to === null);
  const milliseconds = within.reduce((sum, stretch) => sum + stretch.to - stretch.from, 0);
  return { milliseconds, first: first.from, last: lasts ? null : last.to };
}

/** When somebody was in any zone, in order and apart. */
function stretchesOf(visits: readonly TimedVisit[], now: number): Stretch[] {
  const times = visits
    .map(({ from, to }) => ({ from: Date.parse(from), to: to === null ? now : Date.parse(to) }))
    .toSorted((a, b) => a.from - b.from);
  const stretches: { from: number; to: number }[] = [];
  for (const { from, to } of times) {
    const before = stretches.at(-1);
    if (before && from <= before.to) before.to = Math.max(before.to, to);
    else stretches.push({ from, to });
  }
  return stretches;
}
