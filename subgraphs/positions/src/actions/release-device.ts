import { isUuid, releaseName, requirePermission, unitReach, userError, type Tx } from '@trekker/kit';

import type { Context } from '../context.ts';
import { claimOf, deleteClaim, DEVICE } from '../db/device-claims.ts';
import type { DeviceClaimRow } from '../db/rows.ts';
import { deviceReleased, devicesEvent } from '../events.ts';
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
    await giveBack(tx, viewer.tenantId, claim);
    return { claim, userErrors: [] };
  });
}

/** What an operator does for the device's rightful owner. False when the tenant had not claimed it. */
export async function releaseOfTenant(tx: Tx, tenantId: string, identifier: string): Promise<boolean> {
  const claimed = await claimOf(tx, identifier, 'all');
  const claim = claimed && (await deleteClaim(tx, claimed.claimId, 'all'));
  if (claim) await giveBack(tx, tenantId, claim);
  return claim !== undefined;
}

async function giveBack(tx: Tx, tenantId: string, { claimId, identifier, trackerId }: DeviceClaimRow): Promise<void> {
  await releaseName(tx, { kind: DEVICE, name: identifier });
  tx.publish(devicesEvent(deviceReleased, tenantId, { claimId, identifier, trackerId }));
}
