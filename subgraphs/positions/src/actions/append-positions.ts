import type { Database } from '@trekker/kit';

import type { ByPartition } from '../db/staging.ts';
import { compareNew, type NewPosition } from '../domain/new-position.ts';
import { appendFew, areFew } from './append-few.ts';
import { appendStaged } from './append-staged.ts';

/**
 * Writes positions of any tenants in one transaction: history rows, and in each partition one entry per tenant with just
 * those that were not known. When this resolves they are on disk; the result holds those that were new, of equal ones the
 * first.
 */
export async function appendPositions(database: Database, positions: ByPartition): Promise<ReadonlySet<NewPosition>> {
  const distinct: ByPartition = new Map([...positions].map(([partition, of]) => [partition, distinctInOrder(of)]));
  if (areFew(distinct, Date.now()) && (await appendFew(database, distinct))) {
    return new Set([...distinct.values()].flat());
  }
  return appendStaged(database, distinct);
}

/** In the order of the history's key, of equal ones the first. */
function distinctInOrder(positions: readonly NewPosition[]): NewPosition[] {
  const ordered = positions.toSorted(compareNew);
  return ordered.filter((position, index) => {
    const before = ordered[index - 1];
    return !before || compareNew(before, position) !== 0;
  });
}
