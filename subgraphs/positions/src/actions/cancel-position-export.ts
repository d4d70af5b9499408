import { isUuid, requirePermission, userError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { cancelExport, exportsById } from '../db/exports.ts';
import { exportsSeenBy } from '../domain/actor-name.ts';
import type { ExportStarted } from './start-position-export.ts';

/** Gives up an export that the viewer may see; what was made of it is gone. One that has ended stays as it is. */
export async function cancelPositionExport(ctx: Context, { exportId }: { exportId: string }): Promise<ExportStarted> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'positions:read', now);
  return ctx.tenant.write(async (tx): Promise<ExportStarted> => {
    const mine = async () =>
      isUuid(exportId) ? (await exportsById(tx, [exportId], exportsSeenBy(viewer, now)))[0] : undefined;
    if (!(await mine())) {
      const message = `there is no export ${JSON.stringify(exportId)}`;
      return { export: null, userErrors: [userError('exportId', 'NOT_FOUND', message)] };
    }
    await cancelExport(tx, exportId, now);
    return { export: (await mine()) ?? null, userErrors: [] };
  });
}
