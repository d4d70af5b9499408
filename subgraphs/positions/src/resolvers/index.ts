import { dateTimeScalar } from '@trekker/kit';

import type { Resolvers } from '../__generated__/resolvers.ts';
import { ClockSkew } from './ClockSkew.ts';
import { DeviceClaim } from './DeviceClaim.ts';
import { FilterRuleSetting } from './FilterRuleSetting.ts';
import { cancelPositionExport } from './Mutation/cancelPositionExport.ts';
import { startPositionExport } from './Mutation/startPositionExport.ts';
import { createPositionFeed } from './Mutation/createPositionFeed.ts';
import { deletePositionFeed } from './Mutation/deletePositionFeed.ts';
import { setFindMyKeys } from './Mutation/setFindMyKeys.ts';
import { updatePositionFeed } from './Mutation/updatePositionFeed.ts';
import { claimDevice } from './Mutation/claimDevice.ts';
import { discardQuarantinedFixes } from './Mutation/discardQuarantinedFixes.ts';
import { releaseDevice } from './Mutation/releaseDevice.ts';
import { replayQuarantinedFix } from './Mutation/replayQuarantinedFix.ts';
import { replayQuarantinedFixes } from './Mutation/replayQuarantinedFixes.ts';
import { importTrack } from './Mutation/importTrack.ts';
import { setFilterRules } from './Mutation/setFilterRules.ts';
import { setPayloadSecret } from './Mutation/setPayloadSecret.ts';
import { setTrackerDecoding } from './Mutation/setTrackerDecoding.ts';
import { Position } from './Position.ts';
import { PositionExport } from './PositionExport.ts';
import { PositionExportFile } from './PositionExportFile.ts';
import { PositionFeed } from './PositionFeed.ts';
import { QuarantineCounts } from './QuarantineCounts.ts';
import { QuarantineIdentifierCount } from './QuarantineIdentifierCount.ts';
import { QuarantineReplay } from './QuarantineReplay.ts';
import { QuarantinedFix } from './QuarantinedFix.ts';
import { areaSightings } from './Query/areaSightings.ts';
import { decodeMessage } from './Query/decodeMessage.ts';
import { deviceClaims } from './Query/deviceClaims.ts';
import { filterRules } from './Query/filterRules.ts';
import { heatmap } from './Query/heatmap.ts';
import { latestPositions } from './Query/latestPositions.ts';
import { motion } from './Query/motion.ts';
import { position } from './Query/position.ts';
import { positionsWithin } from './Query/positionsWithin.ts';
import { protocols } from './Query/protocols.ts';
import { rawMessages } from './Query/rawMessages.ts';
import { positionExport } from './Query/positionExport.ts';
import { positionExports } from './Query/positionExports.ts';
import { positionFeed } from './Query/positionFeed.ts';
import { positionFeeds } from './Query/positionFeeds.ts';
import { positionRetention } from './Query/positionRetention.ts';
import { quarantineCounts } from './Query/quarantineCounts.ts';
import { quarantineReplay } from './Query/quarantineReplay.ts';
import { quarantineReplays } from './Query/quarantineReplays.ts';
import { quarantinedFixes } from './Query/quarantinedFixes.ts';
import { tracks } from './Query/tracks.ts';
import { positionStorage } from './Query/positionStorage.ts';
import { positionsService } from './Query/positionsService.ts';
import { RawMessage } from './RawMessage.ts';
import { RegionEvent } from './RegionEvent.ts';
import { positionUpdates } from './Subscription/positionUpdates.ts';
import { positionsChanged } from './Subscription/positionsChanged.ts';
import { Tracker } from './Tracker.ts';
import { TrackerDecoding } from './TrackerDecoding.ts';

/** Everything `schema/positions.graphql` promises. */
export const resolvers: Resolvers = {
  DateTime: dateTimeScalar,
  Query: {
    position,
    positionExport,
    positionExports,
    positionFeed,
    positionFeeds,
    positionRetention,
    latestPositions,
    quarantinedFixes,
    quarantineCounts,
    quarantineReplay,
    quarantineReplays,
    deviceClaims,
    decodeMessage,
    protocols,
    rawMessages,
    motion,
    filterRules,

    positionsWithin,
    areaSightings,
    heatmap,
    tracks,
    positionStorage,
    positionsService,
  },
  Mutation: {
    cancelPositionExport,
    startPositionExport,
    createPositionFeed,
    updatePositionFeed,
    deletePositionFeed,
    setFindMyKeys,
    claimDevice,
    releaseDevice,
    replayQuarantinedFix,
    replayQuarantinedFixes,
    discardQuarantinedFixes,
    setPayloadSecret,
    setFilterRules,
    setTrackerDecoding,
    importTrack,
  },
  ClockSkew,
  Subscription: { positionUpdates, positionsChanged },
  DeviceClaim,
  FilterRuleSetting,
  Position,
  PositionExport,
  PositionExportFile,
  PositionFeed,
  QuarantineCounts,
  QuarantineIdentifierCount,
  QuarantineReplay,
  QuarantinedFix,
  RawMessage,
  RegionEvent,
  Tracker,
  TrackerDecoding,
};
