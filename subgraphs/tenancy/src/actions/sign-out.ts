import { UnauthenticatedError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { endSession } from '../db/sessions.ts';
import { sessionEnded, tenancyEvent } from '../events.ts';
import { forgetDevices } from './forget-devices.ts';

/** Ends the session behind the request. False when it came without one or it had ended. */
export async function signOut(ctx: Context): Promise<boolean> {
  if (!ctx.viewer) throw new UnauthenticatedError();
  const { sessionId, tenantId } = ctx.viewer;
  if (!sessionId) return false;
  return ctx.tenant.write(async (tx) => {
    const now = ctx.clock.now();
    const ended = await endSession(tx, sessionId, now);
    // Who signs out leaves the device, perhaps to somebody else.
    await forgetDevices(tx, { kind: 'session', sessionId }, now);
    if (ended) tx.publish(tenancyEvent(sessionEnded, tenantId, { sessionId }));
    return ended;
  });
}
