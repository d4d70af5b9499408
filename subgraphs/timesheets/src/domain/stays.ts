import { joined, lengthOf, overlap, touches, union, without, type Interval } from './interval.ts';
import type { Presence } from './presence.ts';
import type { Rules } from './rules.ts';

/** What a stretch of a stay is. */
export type StretchKind = 'WORK' | 'BREAK' | 'GAP';

/** A stretch of a stay with one meaning. */
export interface Stretch extends Interval {
  readonly kind: StretchKind;
}

/**
 * What somebody's time on site consists of, ordered and without overlap. A hole between two zones belongs to it where it
 * is short and nothing was left out there for being too long; where too little of a stay was seen in zones it does not
 * count. A break area wins over every zone around it.
 */
export function stretchesOf(presence: Presence, { rules, breaks }: StayOptions): Stretch[] {
  const seen = union([...presence.counted.values()].flat());
  const rest = union([...presence.counted].flatMap(([zoneId, stretches]) => (breaks.has(zoneId) ? stretches : [])));
  const beyond = union([...presence.beyond.values()].flat());
  const stays = staysOf(seen, { beyond, rules });
  return [
    ...overlap(without(seen, rest), stays).map((stretch) => ({ ...stretch, kind: 'WORK' as const })),
    ...overlap(rest, stays).map((stretch) => ({ ...stretch, kind: 'BREAK' as const })),
    ...without(stays, seen).map((stretch) => ({ ...stretch, kind: 'GAP' as const })),
  ].toSorted((a, b) => a.from - b.from);
}

/** What is needed beside the presence. */
export interface StayOptions {
  readonly rules: Rules;
  /** Zones that are break areas. */
  readonly breaks: ReadonlySet<string>;
}

function staysOf(seen: readonly Interval[], { beyond, rules }: { beyond: readonly Interval[]; rules: Rules }) {
  const holes = without(joined(seen, rules.gapMs), seen);
  const counted = holes.filter((hole) => !beyond.some((left) => touches(left, hole)));
  return union([...seen, ...counted]).filter((stay) => lengthOf(overlap(seen, [stay])) >= rules.leastStayMs);
}
