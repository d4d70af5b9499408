import { nameInput, parseInput, requireUnitPermission, uuidv7, type UserError } from '@trekker/kit';
import { nullish, object, string } from 'valibot';

import type { Context } from '../context.ts';
import { insertAsset } from '../db/assets.ts';
import type { AssetRow } from '../db/rows.ts';
import { labelInput } from '../domain/inputs.ts';
import { assetCreated, trackersEvent } from '../events.ts';
import { unitProblem } from './known-unit.ts';

export interface CreateAssetInput {
  readonly name: string;
  readonly unitId?: string | null | undefined;
  readonly category?: string | null | undefined;
}

export interface AssetCreated {
  readonly asset: AssetRow | null;
  readonly userErrors: UserError[];
}

const schema = object({ name: nameInput, unitId: nullish(string(), null), category: nullish(labelInput, null) });

/** Adds an asset. */
export async function createAsset(ctx: Context, input: CreateAssetInput): Promise<AssetCreated> {
  const now = ctx.clock.now();
  const unitId = input.unitId ?? null;
  const { tenantId } = requireUnitPermission(ctx.viewer, 'assets:write', { unitId, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { asset: null, userErrors: parsed.userErrors };
  const problem = await unitProblem(ctx, unitId);
  if (problem) return { asset: null, userErrors: [problem] };
  const asset: AssetRow = { ...parsed.value, tenantId, assetId: uuidv7(now), createdAt: now };
  return ctx.tenant.write(async (tx) => {
    await insertAsset(tx, asset);
    tx.publish(trackersEvent(assetCreated, tenantId, { assetId: asset.assetId, unitId }));
    return { asset, userErrors: [] };
  });
}
