import type { MarkMusterPayloadResolvers } from '../__generated__/resolvers.ts';
import { personOfAct } from '../actions/muster/person-of-act.ts';

export const MarkMusterPayload: MarkMusterPayloadResolvers = { person: ({ act }, _args, ctx) => personOfAct(ctx, act) };
