import { type Tx, userError, type UserError, withParams } from '@trekker/kit';

import type { SavedViewRow } from '../db/rows.ts';
import { countSharedViews, countViewsOf, hasViewNamed } from '../db/saved-views.ts';
import { MOST_VIEWS } from '../domain/saved-view.ts';

/** Nobody may be told whether somebody else keeps a view of this id to themselves. */
export function unknownView(viewId: string): UserError {
  return userError('viewId', 'NOT_FOUND', `view ${JSON.stringify(viewId)} does not exist`);
}

/** What speaks against a shared view being changed or deleted by who did not keep it. */
export function notOwner({ viewId, name }: SavedViewRow): UserError {
  return userError(
    'viewId',
    'NOT_OWNER',
    `view ${JSON.stringify(viewId)}, ${JSON.stringify(name)}, is somebody else's`,
  );
}

/**
 * What speaks against a view being kept as it is wanted.
 * @param before the view as it is, or null for a new one.
 */
export async function viewProblems(tx: Tx, wanted: SavedViewRow, before: SavedViewRow | null): Promise<UserError[]> {
  const { list, name, shared } = wanted;
  const problems: UserError[] = [];
  if (await hasViewNamed(tx, wanted)) {
    problems.push(userError('name', 'NAME_TAKEN', `a view of this list is called ${JSON.stringify(name)} already`));
  }
  if (!before && (await countViewsOf(tx, wanted)) >= MOST_VIEWS) {
    problems.push(tooMany('list', `a user has at most ${MOST_VIEWS} views of ${list}; delete one first`));
  }
  if (shared && !before?.shared && (await countSharedViews(tx, list)) >= MOST_VIEWS) {
    problems.push(tooMany('shared', `a tenant has at most ${MOST_VIEWS} shared views of ${list}, got true`));
  }
  return problems;
}

function tooMany(field: 'list' | 'shared', message: string): UserError {
  return withParams(userError(field, 'TOO_MANY', message), { maximum: MOST_VIEWS });
}
