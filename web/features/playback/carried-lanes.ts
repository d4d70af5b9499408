import { MOST_LANES, nameOf, type Chosen } from './playback-address.ts';
import type { Span } from './replay/density.ts';
import type { ReplayLane } from './replay/replay-lane.ts';

/** A tracker that is replayed, before it has a number. */
export type UnnumberedLane = Omit<ReplayLane, 'number'>;

/** What is known of who carried a tracker. */
export interface CarriedTracker {
  readonly id: string;
  readonly name: string;
  readonly assignments: readonly {
    /** RFC 3339. */
    readonly from: string;
    readonly to?: string | null | undefined;
    readonly person?: { readonly id: string } | null | undefined;
    readonly asset?: { readonly id: string } | null | undefined;
  }[];
}

/** The trackers that somebody or something carried at some time of a span, each with when that was. */
export function carriedLanes(
  trackers: readonly CarriedTracker[],
  { chosen, label, span }: { chosen: Chosen; label: string; span: Span },
): UnnumberedLane[] {
  const lanes = trackers.flatMap(({ id, name, assignments }): UnnumberedLane[] => {
    const own = assignments.filter(
      ({ person, asset }) => (chosen.kind === 'person' ? person : asset)?.id === chosen.id,
    );
    const carried = own
      .map(({ from, to }) => ({ from: Date.parse(from), to: to ? Date.parse(to) : Number.POSITIVE_INFINITY }))
      .filter(({ from, to }) => from < span.to && to > span.from && to > from);
    if (!carried.length) return [];
    return [{ trackerId: id, label, detail: name, kind: chosen.kind, chosen: nameOf(chosen), carried }];
  });
  // Where there is one tracker alone, whom it spoke for says enough.
  return lanes.length > 1 ? lanes : lanes.map((lane) => ({ ...lane, detail: null }));
}

/** As many of them as are replayed at once, with their numbers, and whether that leaves any out. */
export function numbered(lanes: readonly UnnumberedLane[]): { readonly lanes: ReplayLane[]; readonly cut: boolean } {
  const first = lanes.slice(0, MOST_LANES);
  return { lanes: first.map((lane, index) => ({ ...lane, number: index + 1 })), cut: first.length < lanes.length };
}
