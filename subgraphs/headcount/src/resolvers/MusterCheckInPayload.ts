import type { MusterCheckInPayloadResolvers } from '../__generated__/resolvers.ts';
import { personOfAct } from '../actions/muster/person-of-act.ts';

export const MusterCheckInPayload: MusterCheckInPayloadResolvers = {
  person: ({ act }, _args, ctx) => personOfAct(ctx, act),
};
