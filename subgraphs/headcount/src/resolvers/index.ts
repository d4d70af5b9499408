import { dateTimeScalar } from '@trekker/kit';

import type { Resolvers } from '../__generated__/resolvers.ts';
import { AssignedStations } from './AssignedStations.ts';
import { Geofence } from './Geofence.ts';
import { Headcount } from './Headcount.ts';
import { HeadcountPerson } from './HeadcountPerson.ts';
import { HeadcountLimit } from './HeadcountLimit.ts';
import { HeadcountReset } from './HeadcountReset.ts';
import { HeadcountShare } from './HeadcountShare.ts';
import { LimitEvent } from './LimitEvent.ts';
import { MarkMusterPayload } from './MarkMusterPayload.ts';
import { Muster } from './Muster.ts';
import { MusterAct } from './MusterAct.ts';
import { MusterCheckInPayload } from './MusterCheckInPayload.ts';
import { MusterCompanyCounts } from './MusterCompanyCounts.ts';
import { MusterGroupReport } from './MusterGroupReport.ts';
import { MusterPerson } from './MusterPerson.ts';
import { MusterPosition } from './MusterPosition.ts';
import { MusterStationCounts } from './MusterStationCounts.ts';
import { MusterZoneCounts } from './MusterZoneCounts.ts';
import { checkIn } from './Mutation/checkIn.ts';
import { revokeCheckInCodes } from './Mutation/revokeCheckInCodes.ts';
import { createCheckInCode } from './Mutation/createCheckInCode.ts';
import { createMusterStationCode } from './Mutation/createMusterStationCode.ts';
import { endMuster } from './Mutation/endMuster.ts';
import { markMuster } from './Mutation/markMuster.ts';
import { markPresence } from './Mutation/markPresence.ts';
import { musterCheckIn } from './Mutation/musterCheckIn.ts';
import { pauseMuster } from './Mutation/pauseMuster.ts';
import { resumeMuster } from './Mutation/resumeMuster.ts';
import { setAssignedStation } from './Mutation/setAssignedStation.ts';
import { startMuster } from './Mutation/startMuster.ts';
import { removeOccupancyLimit } from './Mutation/removeOccupancyLimit.ts';
import { setHeadcountReset } from './Mutation/setHeadcountReset.ts';
import { setOccupancyLimit } from './Mutation/setOccupancyLimit.ts';
import { Occupancy } from './Occupancy.ts';
import { OccupancyLimit } from './OccupancyLimit.ts';
import { Place } from './Place.ts';
import { PlaceOccupancy } from './PlaceOccupancy.ts';
import { PresenceMark } from './PresenceMark.ts';
import { headcountSeries } from './Query/headcountSeries.ts';
import { assignedStations } from './Query/assignedStations.ts';
import { muster } from './Query/muster.ts';
import { musterComparison } from './Query/musterComparison.ts';
import { limitEvents } from './Query/limitEvents.ts';
import { musters } from './Query/musters.ts';
import { occupancy } from './Query/occupancy.ts';
import { occupancyLimits } from './Query/occupancyLimits.ts';
import { presenceMarks } from './Query/presenceMarks.ts';
import { headcountService } from './Query/headcountService.ts';
import { headcountChanged } from './Subscription/headcountChanged.ts';
import { limitEvent } from './Subscription/limitEvent.ts';
import { musterChanged } from './Subscription/musterChanged.ts';
import { ZoneOccupancy } from './ZoneOccupancy.ts';

/** Everything `schema/headcount.graphql` promises. */
export const resolvers: Resolvers = {
  DateTime: dateTimeScalar,
  Query: {
    assignedStations,
    headcountSeries,
    limitEvents,
    muster,
    musterComparison,
    musters,
    occupancy,
    occupancyLimits,
    presenceMarks,
    headcountService,
  },
  Mutation: {
    checkIn,
    createCheckInCode,
    revokeCheckInCodes,
    createMusterStationCode,
    endMuster,
    markMuster,
    markPresence,
    musterCheckIn,
    pauseMuster,
    removeOccupancyLimit,
    resumeMuster,
    setAssignedStation,
    setHeadcountReset,
    setOccupancyLimit,
    startMuster,
  },
  Subscription: { headcountChanged, limitEvent, musterChanged },
  Occupancy,
  ZoneOccupancy,
  PlaceOccupancy,
  Headcount,
  HeadcountPerson,
  HeadcountLimit,
  HeadcountReset,
  HeadcountShare,
  LimitEvent,
  OccupancyLimit,
  PresenceMark,
  AssignedStations,
  MarkMusterPayload,
  Muster,
  MusterAct,
  MusterCheckInPayload,
  MusterCompanyCounts,
  MusterGroupReport,
  MusterPerson,
  MusterPosition,
  MusterStationCounts,
  MusterZoneCounts,
  Geofence,
  Place,
};
