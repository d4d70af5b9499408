import { UnauthenticatedError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { endSession } from '../db/sessions.ts';
import { sessionEnded, tenancyEvent } from '../events.ts';

/** Ends the session behind the request. False when it came without one or it had ended. */
export async function signOut(ctx: Context): Promise<boolean> {
  if (!ctx.viewer) throw new UnauthenticatedError();
  const { sessionId, tenantId } = ctx.viewer;
  if (!sessionId) return false;
  return ctx.tenant.write(async (tx) => {
    const ended = await endSession(tx, sessionId, ctx.clock.now());
    if (ended) tx.publish(tenancyEvent(sessionEnded, tenantId, { sessionId }));
    return ended;
  });
}
