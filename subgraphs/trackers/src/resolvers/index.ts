import { dateTimeScalar } from '@trekker/kit';

import type { Resolvers } from '../__generated__/resolvers.ts';
import { Asset } from './Asset.ts';
import { AssetConnection } from './AssetConnection.ts';
import { Assignment } from './Assignment.ts';
import { ConnectionCounts } from './ConnectionCounts.ts';
import { DeviceSession } from './DeviceSession.ts';
import { Image } from './Image.ts';
import { Muster } from './Muster.ts';
import { LegalHold } from './LegalHold.ts';
import { erasePerson } from './Mutation/erasePerson.ts';
import { placeLegalHold } from './Mutation/placeLegalHold.ts';
import { releaseLegalHold } from './Mutation/releaseLegalHold.ts';
import { legalHolds } from './Query/legalHolds.ts';
import { addTracker } from './Mutation/addTracker.ts';
import { assignTracker } from './Mutation/assignTracker.ts';
import { createAsset } from './Mutation/createAsset.ts';
import { createPerson } from './Mutation/createPerson.ts';
import { endAssignment } from './Mutation/endAssignment.ts';
import { setAssignmentPriority } from './Mutation/setAssignmentPriority.ts';
import { setAssetImage } from './Mutation/setAssetImage.ts';
import { setPersonImage } from './Mutation/setPersonImage.ts';
import { updateAsset } from './Mutation/updateAsset.ts';
import { updatePerson } from './Mutation/updatePerson.ts';
import { updateTracker } from './Mutation/updateTracker.ts';
import { Person } from './Person.ts';
import { PersonConnection } from './PersonConnection.ts';
import { asset } from './Query/asset.ts';
import { assets } from './Query/assets.ts';
import { people } from './Query/people.ts';
import { person } from './Query/person.ts';
import { tracker } from './Query/tracker.ts';
import { trackers } from './Query/trackers.ts';
import { trackersService } from './Query/trackersService.ts';
import { trackerStatusChanged } from './Subscription/trackerStatusChanged.ts';
import { trackersChanged } from './Subscription/trackersChanged.ts';
import { Tracker } from './Tracker.ts';
import { TrackerConnection } from './TrackerConnection.ts';
import { TrackerStatus } from './TrackerStatus.ts';

/** Everything `schema/trackers.graphql` promises. */
export const resolvers: Resolvers = {
  DateTime: dateTimeScalar,
  Query: { tracker, trackers, person, people, asset, assets, legalHolds, trackersService },
  Mutation: {
    addTracker,
    createPerson,
    createAsset,
    updateTracker,
    updatePerson,
    updateAsset,
    setPersonImage,
    setAssetImage,
    assignTracker,
    endAssignment,
    setAssignmentPriority,
    erasePerson,
    placeLegalHold,
    releaseLegalHold,
  },
  Subscription: { trackersChanged, trackerStatusChanged },
  Tracker,
  TrackerConnection,
  TrackerStatus,
  ConnectionCounts,
  DeviceSession,
  Person,
  PersonConnection,
  Asset,
  AssetConnection,
  Assignment,
  Image,
  LegalHold,
  Muster,
};
