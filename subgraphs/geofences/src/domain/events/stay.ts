import type { Phase } from '../presence/visit.ts';
import type { PersonVisitEndReason } from '../person-visits/person-visit.ts';

/** What one visit contributes to a stay: of a person's stay a person's visit, else a tracker's. */
export interface StayPart {
  /** Id of the person's visit, or of the tracker's where there is no person. */
  readonly partId: string;
  readonly visitId: string;
  readonly trackerId: string;
  readonly from: number;
  readonly to: number | null;
  readonly endReason: PersonVisitEndReason | null;
  readonly stale: readonly Phase[];
  readonly loitering: readonly Phase[];
  readonly dwelledAt: number | null;
}

/** Parts in order, each group of those that touch as one stay: whoever goes on from one to the next never left. */
export function staysOf(parts: Iterable<StayPart>): StayPart[][] {
  const stays: StayPart[][] = [];
  let end = -Infinity;
  for (const part of [...parts].toSorted(byTime)) {
    const last = stays.at(-1);
    if (last && part.from <= end) last.push(part);
    else stays.push([part]);
    end = Math.max(end, part.to ?? Infinity);
  }
  return stays;
}

function byTime(a: StayPart, b: StayPart): number {
  const order = a.from - b.from || (a.to === b.to ? 0 : (a.to ?? Infinity) - (b.to ?? Infinity));
  return order || (a.partId < b.partId ? -1 : 1);
}

/** When a stay began and ended; null while it lasts. */
export function spanOf(stay: readonly StayPart[]): { from: number; to: number | null } {
  const to = Math.max(...stay.map((part) => part.to ?? Infinity));
  return { from: Math.min(...stay.map((part) => part.from)), to: to === Infinity ? null : to };
}
