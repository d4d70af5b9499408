import { UnauthenticatedError, unitReach, type Viewer } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { SavedViewRow } from '../db/rows.ts';
import { viewsFor } from '../db/saved-views.ts';
import { PERMISSION_OF_LIST, SAVED_VIEW_LISTS, type SavedViewList } from '../domain/saved-view.ts';

/** Views that the signed-in user may choose from, of one list or of all; none of a list that they may not read. */
export async function ownViews(ctx: Context, list: SavedViewList | null): Promise<SavedViewRow[]> {
  const viewer = requireViewKeeper(ctx.viewer);
  const now = ctx.clock.now();
  const lists = SAVED_VIEW_LISTS.filter((each) => (list ?? each) === each && mayReadList(viewer, each, now));
  return ctx.tenant.read((tx) => viewsFor(tx, { userId: viewer.actor.id, lists }));
}

/** Whether a viewer may read anything of a list. */
export function mayReadList(viewer: Viewer, list: SavedViewList, now: number): boolean {
  return unitReach(viewer, PERMISSION_OF_LIST[list], now).length > 0;
}

/** The viewer, if that is a user; programs keep no views. */
export function requireViewKeeper(viewer: Viewer | null): Viewer {
  if (viewer?.actor.kind !== 'user') throw new UnauthenticatedError('only users have saved views');
  return viewer;
}
