import { boxesMeet } from '../shape/placed-ring.ts';
import { boxAround } from '../shape/plane-polygon.ts';
import type { Draft } from './draft.ts';
import { planesOf } from './redraw.ts';

/** Drafts in groups: whichever may have something in common, directly or by way of others, are in one. */
export function neighbourhoods(drafts: readonly Draft[]): Draft[][] {
  const placed = planesOf(drafts).flatMap(({ rings: [shell] }, index) =>
    shell === undefined ? [] : { index, box: boxAround(shell.vertices) },
  );
  const sorted = placed.toSorted((a, b) => a.box.west - b.box.west);
  const heads = drafts.map((_draft, index) => index);
  const headOf = (index: number): number => {
    let head = index;
    while ((heads[head] ?? head) !== head) head = heads[head] ?? head;
    heads[index] = head;
    return head;
  };
  let open: typeof sorted = [];
  for (const one of sorted) {
    open = open.filter(({ box }) => box.east >= one.box.west);
    for (const other of open) if (boxesMeet(one.box, other.box)) heads[headOf(other.index)] = headOf(one.index);
    open.push(one);
  }
  const groups = Map.groupBy(drafts.entries(), ([index]) => headOf(index));
  return [...groups.values()].map((group) => group.map(([, draft]) => draft));
}
