import { UnauthenticatedError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { preferencesOf } from '../db/notifications/preferences.ts';
import type { NotificationPreferencesRow } from '../db/rows.ts';
import { TOLD_ALL } from '../domain/notifications/preferences.ts';

/** How the signed-in user wants to be told; null where the viewer is no user and is told nothing. */
export async function ownPreferences({ viewer, tenant }: Context): Promise<NotificationPreferencesRow | null> {
  if (!viewer) throw new UnauthenticatedError();
  if (viewer.actor.kind !== 'user') return null;
  const userId = viewer.actor.id;
  const [said] = await tenant.read((tx) => preferencesOf(tx, [userId]));
  return said ?? { ...TOLD_ALL, userId, changedAt: null };
}
