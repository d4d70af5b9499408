import { cacheExchange, type KeyingConfig, type Resolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import type { Exchange } from '@urql/core';
import { cacheUpdates } from './cache-updates.ts';

// Types without an identity of their own: they live where they were asked for.
const EMBEDDED = [
  'AcceptInvitationPayload',
  'AcceptedInvitation',
  'AccessToken',
  'AcknowledgeNotificationPayload',
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
  'EndMusterPayload',
  'GeofenceConnection',
  'GrantRolePayload',
  'Headcount',
  'HeadcountChange',
  'HeadcountLimit',
  'HeadcountPerson',
  'HeadcountPersonConnection',
  'HeadcountShare',
  'IngestDoorConnection',
  'InvitationPreview',
  'InviteUserPayload',
  'MarkMusterPayload',
  'MarkNotificationsReadPayload',
  'MarkPresencePayload',
  'MoveUnitPayload',
  'MusterActConnection',
  'MusterChange',
  'MusterCompanyCounts',
  'MusterConnection',
  'MusterCounts',
  'MusterCurvePoint',
  'MusterGroupReport',
  'MusterPerson',
  'MusterPersonConnection',
  'MusterReport',
  'MusterStationCounts',
  'NotificationConnection',
  'NotificationReceived',
  'NotificationRecipient',
  'Occupancy',
  'PageInfo',
  'PauseMusterPayload',
  'PersonConnection',
  'PersonVisitConnection',
  'PlaceConnection',
  'PlaceOccupancy',
  'PositionConnection',
  'PresenceMarkConnection',
  'PresenceRules',
  'RegionEventConnection',
  'ResumeMusterPayload',
  'RevokeGrantPayload',
  'RevokeInvitationPayload',
  'SetAssetImagePayload',
  'SetPersonImagePayload',
  'SetUserActivePayload',
  'SettingChange',
  'SettingChangeConnection',
  'StalePhase',
  'StartMusterPayload',
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
  'VisitChange',
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
