import { requirePermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { checkImage, type ImageInput } from '../domain/image/image-input.ts';
import { assetChanged, trackersEvent } from '../events.ts';
import { keepImage } from './keep-image.ts';
import type { AssetUpdated } from './update-asset.ts';
import { notFound, writableAsset } from './writable.ts';

export interface SetAssetImageInput extends ImageInput {
  readonly assetId: string;
}

/** Gives an asset a picture, or takes it away. */
export async function setAssetImage(ctx: Context, input: SetAssetImageInput): Promise<AssetUpdated> {
  const now = ctx.clock.now();
  const { tenantId } = requirePermission(ctx.viewer, 'assets:write', now);
  const image = checkImage(input);
  if (image && 'code' in image) return { asset: null, userErrors: [image] };
  const { assetId } = input;
  return ctx.tenant.write(async (tx) => {
    const asset = await writableAsset(tx, ctx, assetId);
    if (!asset) return { asset: null, userErrors: [notFound('assetId', 'asset', assetId)] };
    await keepImage(tx, { tenantId, now, personId: null, assetId }, image);
    tx.publish(trackersEvent(assetChanged, tenantId, { assetId, unitId: asset.unitId }));
    return { asset, userErrors: [] };
  });
}
