import { dateTimeScalar } from '@trekker/kit';

import type { Resolvers } from '../__generated__/resolvers.ts';
import { replayQuarantinedFix } from './Mutation/replayQuarantinedFix.ts';
import { Position } from './Position.ts';
import { QuarantinedFix } from './QuarantinedFix.ts';
import { latestPositions } from './Query/latestPositions.ts';
import { position } from './Query/position.ts';
import { quarantinedFixes } from './Query/quarantinedFixes.ts';
import { RegionEvent } from './RegionEvent.ts';
import { positionsChanged } from './Subscription/positionsChanged.ts';
import { Tracker } from './Tracker.ts';

/** Everything `schema/positions.graphql` promises. */
export const resolvers: Resolvers = {
  DateTime: dateTimeScalar,
  Query: { position, latestPositions, quarantinedFixes },
  Mutation: { replayQuarantinedFix },
  Subscription: { positionsChanged },
  Position,
  QuarantinedFix,
  RegionEvent,
  Tracker,
};
