import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { drawTracks } from '../../actions/draw-tracks.ts';

export const tracks: NonNullable<QueryResolvers['tracks']> = (_root, args, ctx) => drawTracks(ctx, args);
