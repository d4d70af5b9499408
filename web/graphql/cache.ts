import { cacheExchange, type KeyingConfig, type Resolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import type { Exchange } from '@urql/core';
import { cacheUpdates } from './cache-updates.ts';

// Types without an identity of their own: they live where they were asked for.
const EMBEDDED = [
  'AcceptInvitationPayload',
  'AcceptedInvitation',
  'AccessToken',
  'AddTrackerPayload',
  'ArchiveGeofencePayload',
  'AssetConnection',
  'AssignTrackerPayload',
  'AttendanceDay',
  'AttendanceException',
  'AttendanceLine',
  'AttendanceRules',
  'AuditActor',
  'AuditEntryConnection',
  'AuditValue',
  'ChangePasswordPayload',
  'Circle',
  'CloseIngestDoorPayload',
  'ConnectionCounts',
  'ConnectionPeriod',
  'ConnectionPeriodConnection',
  'CreateAssetPayload',
  'CreateIngestDoorPayload',
  'CreatePersonPayload',
  'CreateUnitPayload',
  'CreateUserPayload',
  'EndAssignmentPayload',
  'GeofenceConnection',
  'GrantRolePayload',
  'Headcount',
  'HeadcountPerson',
  'HeadcountPersonConnection',
  'IngestDoorConnection',
  'InvitationPreview',
  'InviteUserPayload',
  'MoveUnitPayload',
  'Occupancy',
  'PageInfo',
  'PersonConnection',
  'PersonVisitConnection',
  'PlaceConnection',
  'PlaceOccupancy',
  'PositionConnection',
  'PresenceRules',
  'RegionEventConnection',
  'RevokeGrantPayload',
  'RevokeInvitationPayload',
  'SetAssetImagePayload',
  'SetPersonImagePayload',
  'SetUserActivePayload',
  'SettingChange',
  'SettingChangeConnection',
  'StalePhase',
  'Timesheet',
  'TrackerConnection',
  'TrackersChange',
  'UnitConnection',
  'UpdateAssetPayload',
  'UpdateGeofencePayload',
  'UpdatePersonPayload',
  'UpdateSettingsPayload',
  'UpdateTrackerPayload',
  'UpdateUnitPayload',
  'UserConnection',
  'UserError',
  'UserErrorParam',
  'Viewer',
  'VisitConnection',
  'VisitEvidence',
  'ZoneOccupancy',
];

/** The normalised cache: an entity seen in one answer or event is the same entity wherever it is shown. */
export function createCache(): Exchange {
  const keys: KeyingConfig = {
    ...Object.fromEntries(EMBEDDED.map((type) => [type, () => null])),
    Setting: ({ key }) => (typeof key === 'string' ? key : null),
  };
  return cacheExchange({
    keys,
    updates: cacheUpdates,
    resolvers: {
      Query: {
        geofences: relayPagination(),
        people: joinedUnlessWhole(),
        places: relayPagination(),
        trackers: joinedUnlessWhole(),
        units: relayPagination(),
      },
    },
  });
}

/**
 * Joins the pages of a list. One that grows by asking for more of it at once (`$first`) is whole in every answer: joined
 * with older answers it would also show who has left it.
 */
function joinedUnlessWhole(): Resolver {
  const whole = relayPagination();
  return (...asked) => {
    const [, args, cache, info] = asked;
    return info.variables['first'] ? cache.resolve(info.parentKey, info.fieldName, args) : whole(...asked);
  };
}
