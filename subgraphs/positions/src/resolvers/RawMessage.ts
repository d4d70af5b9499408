import type { RawMessageResolvers } from '../__generated__/resolvers.ts';
import { decodeRawMessage } from '../actions/decode-raw-message.ts';
import { hexOf } from '../domain/shown-message.ts';

export const RawMessage: RawMessageResolvers = {
  tracker: ({ trackerId }) => (trackerId === null ? null : { id: trackerId }),
  hex: ({ bytes }) => hexOf(bytes),
  answerHex: ({ answer }) => answer && hexOf(answer),
  decoding: (row, _args, ctx) => decodeRawMessage(ctx, row),
};
