import { nameInput, parseInput, requirePermission, type UserError } from '@trekker/kit';
import { nullable, nullish, object, optional, string } from 'valibot';

import type { Context } from '../context.ts';
import { updateAssetRow } from '../db/assets.ts';
import type { AssetRow } from '../db/rows.ts';
import { labelInput } from '../domain/inputs.ts';
import { assetChanged, trackersEvent } from '../events.ts';
import { newUnitProblem } from './known-unit.ts';
import { notFound, writableAsset } from './writable.ts';

export interface UpdateAssetInput {
  readonly assetId: string;
  readonly name?: string | null | undefined;
  readonly unitId?: string | null | undefined;
  readonly category?: string | null | undefined;
}

export interface AssetUpdated {
  readonly asset: AssetRow | null;
  readonly userErrors: UserError[];
}

const schema = object({
  assetId: string(),
  name: nullish(nameInput),
  unitId: optional(nullable(string())),
  category: optional(nullable(labelInput)),
});

/** Changes what is known of an asset. */
export async function updateAsset(ctx: Context, input: UpdateAssetInput): Promise<AssetUpdated> {
  const { tenantId } = requirePermission(ctx.viewer, 'assets:write', ctx.clock.now());
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { asset: null, userErrors: parsed.userErrors };
  const { assetId, name, unitId, category } = parsed.value;
  const problem = await newUnitProblem(ctx, { unitId, permission: 'assets:write' });
  if (problem) return { asset: null, userErrors: [problem] };
  return ctx.tenant.write(async (tx) => {
    const before = await writableAsset(tx, ctx, assetId);
    if (!before) return { asset: null, userErrors: [notFound('assetId', 'asset', assetId)] };
    const asset: AssetRow = {
      ...before,
      name: name ?? before.name,
      unitId: unitId === undefined ? before.unitId : unitId,
      category: category === undefined ? before.category : category,
    };
    await updateAssetRow(tx, asset);
    tx.publish(trackersEvent(assetChanged, tenantId, { assetId, unitId: asset.unitId }));
    return { asset, userErrors: [] };
  });
}
