import { forEachBoxPair } from '../shape/box-pairs.ts';
import { boxAround } from '../shape/plane-polygon.ts';
import type { Draft } from './draft.ts';
import { planesOf } from './redraw.ts';

/** Drafts in groups: whichever may have something in common, directly or by way of others, are in one. */
export function neighbourhoods(drafts: readonly Draft[]): Draft[][] {
  const placed = planesOf(drafts).flatMap(({ rings: [shell] }, index) =>
    shell === undefined ? [] : { index, box: boxAround(shell.vertices) },
  );
  const heads = drafts.map((_draft, index) => index);
  const headOf = (index: number): number => {
    let head = index;
    while ((heads[head] ?? head) !== head) head = heads[head] ?? head;
    heads[index] = head;
    return head;
  };
  forEachBoxPair(placed, (one, other) => {
    heads[headOf(other.index)] = headOf(one.index);
    return true;
  });
  const groups = Map.groupBy(drafts.entries(), ([index]) => headOf(index));
  return [...groups.values()].map((group) => group.map(([, draft]) => draft));
}
