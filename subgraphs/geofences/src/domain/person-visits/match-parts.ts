import { stableId } from '../stable-id.ts';
import type { ToldPersonVisit } from './carried-state.ts';
import { samePart, type Part, type PersonVisit } from './person-visit.ts';
import { overlap, stretchOf } from './stretch.ts';

/**
 * What is to be told of the parts of one visit by one assignment once they are as wanted: a part keeps its id as long as
 * it overlaps what it was, the earlier of several the id; another gets an id that none has any more, or the next one.
 * @param told everything ever told of visit and assignment.
 * @param wanted what is true of the person now, in order.
 */
export function matchParts(
  told: readonly ToldPersonVisit[],
  wanted: readonly Part[],
  personId: string,
): ToldPersonVisit[] {
  const believed = told
    .filter(({ retracted, visit }) => !retracted && visit.personId === personId)
    .toSorted((a, b) => a.visit.from - b.visit.from);
  const kept = new Map<Part, ToldPersonVisit>();
  const isFree = (one: ToldPersonVisit) => ![...kept.values()].includes(one);
  for (const part of wanted) {
    const before = believed.find((one) => isFree(one) && touches(one.visit, part));
    if (before) kept.set(part, before);
  }
  const byId = new Map(told.map((one) => [one.visit.personVisitId, one]));
  let count = told.length;
  const changes = wanted.flatMap((part) => {
    const inTurn = told.flatMap((_, n) => byId.get(idOf(part, n)) ?? []);
    const before = kept.get(part) ?? inTurn.find((one) => isFree(one) && isSpare(one, { part, wanted }));
    if (before) kept.set(part, before);
    return changed(before, part, before ? before.visit.personVisitId : idOf(part, count++));
  });
  const gone = believed.filter(isFree).map((one) => ({ ...one, revision: one.revision + 1, retracted: true }));
  return [...changes, ...gone];
}

/** Names the n-th part that was told of a visit by an assignment. */
function idOf({ visitId, assignmentId }: Part, n: number): string {
  return n ? stableId(visitId, assignmentId, String(n)) : stableId(visitId, assignmentId);
}

/** Whether an id stands for nothing that is wanted, and so may be given to a part of the same person. */
function isSpare(one: ToldPersonVisit, { part, wanted }: { part: Part; wanted: readonly Part[] }): boolean {
  if (one.visit.personId !== part.personId) return false;
  return one.retracted || !wanted.some((other) => touches(one.visit, other));
}

function changed(before: ToldPersonVisit | undefined, part: Part, personVisitId: string): ToldPersonVisit[] {
  if (before && !before.retracted && samePart(before.visit, part)) return [];
  const visit: PersonVisit = { personVisitId, ...part };
  return [{ revision: before ? before.revision + 1 : 0, visit, retracted: false, supersededBy: null }];
}

function touches(a: Part, b: Part): boolean {
  return a.personId === b.personId && overlap(stretchOf(a), stretchOf(b));
}
