import { isUuid, releaseName, requirePermission, unitReach, userError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { deleteClaim } from '../db/device-claims.ts';
import { deviceReleased, devicesEvent } from '../events.ts';
import { DEVICE } from '../workers/devices.ts';
import type { DeviceClaimed } from './claim-device.ts';

/** Gives a device back: it is nobody's from the commit on, and what it sends then reaches no tenant. */
export async function releaseDevice(ctx: Context, { claimId }: { claimId: string }): Promise<DeviceClaimed> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'devices:write', now);
  const reach = unitReach(viewer, 'devices:write', now);
  return ctx.tenant.write(async (tx) => {
    const claim = isUuid(claimId) ? await deleteClaim(tx, claimId, reach) : undefined;
    if (!claim) {
      const unknown = userError('claimId', 'NOT_FOUND', `there is no claim ${JSON.stringify(claimId)}`);
      return { claim: null, userErrors: [unknown] };
    }
    await releaseName(tx, { kind: DEVICE, name: claim.identifier });
    const { identifier, trackerId } = claim;
    tx.publish(devicesEvent(deviceReleased, viewer.tenantId, { claimId, identifier, trackerId }));
    return { claim, userErrors: [] };
  });
}
