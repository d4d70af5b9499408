import { TrekkerError, type Tx } from '@trekker/kit';
import { eq, getTableColumns, inArray, or } from 'drizzle-orm';

import type { ImageRow, NewImageRow } from './rows.ts';
import { images } from './tables.ts';

const { content: _content, ...listed } = getTableColumns(images);

/** Pictures of these people, without their bytes at full size. */
export function imagesOfPeople(tx: Tx, personIds: string[]): Promise<ImageRow[]> {
  return tx.db.select(listed).from(images).where(inArray(images.personId, personIds));
}

/** Pictures of these assets, without their bytes at full size. */
export function imagesOfAssets(tx: Tx, assetIds: string[]): Promise<ImageRow[]> {
  return tx.db.select(listed).from(images).where(inArray(images.assetId, assetIds));
}

/** Most pictures at full size that are read at once, so that no question fills the memory. */
const MOST_CONTENTS = 50;

/** Bytes of pictures at full size. Fails with QUERY_TOO_COMPLEX for more than a page of them. */
export async function imageContents(tx: Tx, imageIds: string[]): Promise<Pick<NewImageRow, 'imageId' | 'content'>[]> {
  if (imageIds.length > MOST_CONTENTS) {
    const asked = `at most ${MOST_CONTENTS} pictures at full size are answered at once, got ${imageIds.length}`;
    throw new TrekkerError('QUERY_TOO_COMPLEX', `${asked}; lists have thumbnails`);
  }
  return tx.db
    .select({ imageId: images.imageId, content: images.content })
    .from(images)
    .where(inArray(images.imageId, imageIds));
}

/** Whose picture it is: a person's or an asset's. */
export type ImageOwner = Pick<ImageRow, 'personId' | 'assetId'>;

/** Lets a picture take the place of the one before; null takes that away. */
export async function replaceImage(tx: Tx, owner: ImageOwner, image: NewImageRow | null): Promise<void> {
  const ofPerson = owner.personId === null ? undefined : eq(images.personId, owner.personId);
  const ofAsset = owner.assetId === null ? undefined : eq(images.assetId, owner.assetId);
  await tx.db.delete(images).where(or(ofPerson, ofAsset));
  if (image) await tx.db.insert(images).values(image);
}
