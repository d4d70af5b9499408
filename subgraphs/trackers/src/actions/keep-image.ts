import { uuidv7, type Tx } from '@trekker/kit';

import { replaceImage, type ImageOwner } from '../db/images.ts';
import type { CheckedImage } from '../domain/image/image-input.ts';

/** Gives somebody or something a picture in place of the one before; null takes that away. */
export async function keepImage(
  tx: Tx,
  { tenantId, now, ...owner }: ImageOwner & { tenantId: string; now: number },
  image: CheckedImage | null,
): Promise<void> {
  const { personId, assetId } = owner;
  const row = image && {
    tenantId,
    imageId: uuidv7(now),
    personId,
    assetId,
    contentType: image.content.contentType,
    widthPixels: image.content.widthPixels,
    heightPixels: image.content.heightPixels,
    content: image.content.bytes,
    thumbnailType: image.thumbnail.contentType,
    thumbnail: image.thumbnail.bytes,
  };
  await replaceImage(tx, { personId, assetId }, row);
}
