import { NotFoundError } from '@trekker/kit';

import type { ImageResolvers } from '../__generated__/resolvers.ts';

export const Image: ImageResolvers = {
  id: (row) => row.imageId,
  async dataUrl({ imageId, contentType }, _args, ctx) {
    const image = await ctx.loaders.imageContent.load(imageId);
    if (!image) throw new NotFoundError('Image', imageId);
    return dataUrl(contentType, image.content);
  },
  thumbnailDataUrl: ({ thumbnailType, thumbnail }) => dataUrl(thumbnailType, thumbnail),
};

function dataUrl(type: string, bytes: Buffer): string {
  return `data:${type};base64,${bytes.toString('base64')}`;
}
