import { dateTimeScalar } from '@trekker/kit';

import type { Resolvers } from '../__generated__/resolvers.ts';
import { DeviceClaim } from './DeviceClaim.ts';
import { claimDevice } from './Mutation/claimDevice.ts';
import { releaseDevice } from './Mutation/releaseDevice.ts';
import { replayQuarantinedFix } from './Mutation/replayQuarantinedFix.ts';
import { importTrack } from './Mutation/importTrack.ts';
import { setPayloadSecret } from './Mutation/setPayloadSecret.ts';
import { Position } from './Position.ts';
import { QuarantinedFix } from './QuarantinedFix.ts';
import { decodeMessage } from './Query/decodeMessage.ts';
import { deviceClaims } from './Query/deviceClaims.ts';
import { latestPositions } from './Query/latestPositions.ts';
import { position } from './Query/position.ts';
import { quarantinedFixes } from './Query/quarantinedFixes.ts';
import { RegionEvent } from './RegionEvent.ts';
import { positionsChanged } from './Subscription/positionsChanged.ts';
import { Tracker } from './Tracker.ts';

/** Everything `schema/positions.graphql` promises. */
export const resolvers: Resolvers = {
  DateTime: dateTimeScalar,
  Query: { position, latestPositions, quarantinedFixes, deviceClaims, decodeMessage },
  Mutation: { claimDevice, releaseDevice, replayQuarantinedFix, setPayloadSecret, importTrack },
  Subscription: { positionsChanged },
  DeviceClaim,
  Position,
  QuarantinedFix,
  RegionEvent,
  Tracker,
};
