import { parseInput, UnauthenticatedError, userError, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { keepPreferences } from '../db/notifications/preferences.ts';
import type { NotificationPreferencesRow } from '../db/rows.ts';
import { preferencesInput } from '../domain/notifications/input.ts';
import { URGENT_KINDS, type LeftOut } from '../domain/notifications/preferences.ts';
import { notificationPreferencesChanged, tenancyEvent } from '../events.ts';

/** Keeps how the signed-in user wants to be told from now on; what waits already is sent as it was planned. */
export async function setNotificationPreferences(
  { viewer, tenant, clock }: Context,
  input: object,
): Promise<{ preferences: NotificationPreferencesRow | null; userErrors: UserError[] }> {
  if (viewer?.actor.kind !== 'user') throw new UnauthenticatedError('only users have preferences');
  const { tenantId, actor } = viewer;
  const parsed = parseInput(preferencesInput, input);
  if (!parsed.ok) return { preferences: null, userErrors: parsed.userErrors };
  const { leftOut: said, quietHours } = parsed.value;
  const leftOut = said.map(({ kind, channels }) => ({ kind, channels: [...new Set(channels)] }));
  const userErrors = leftOut.flatMap(problemOf);
  if (userErrors.length) return { preferences: null, userErrors };
  const preferences = { tenantId, userId: actor.id, leftOut, quietHours, changedAt: clock.now() };
  return tenant.write(async (tx) => {
    await keepPreferences(tx, preferences);
    tx.publish(tenancyEvent(notificationPreferencesChanged, tenantId, { userId: actor.id }));
    return { preferences, userErrors: [] };
  });
}

function problemOf({ kind, channels }: LeftOut, index: number, all: readonly LeftOut[]): UserError[] {
  const field = `leftOut.${index}`;
  if (all.findIndex((each) => each.kind === kind) < index) {
    return [userError(`${field}.kind`, 'INVALID', `must be named once, got ${kind} again`)];
  }
  if (!URGENT_KINDS.includes(kind) || !channels.includes('IN_APP')) return [];
  return [userError(`${field}.channels`, 'URGENT', `${kind} always arrives in the app`)];
}
