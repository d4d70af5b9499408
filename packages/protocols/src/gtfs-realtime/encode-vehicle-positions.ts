import type { AttributeValue, PlacedFix } from '../decoded.ts';
import { present } from '../present.ts';
import { feedEntity, feedMessage } from './feed-schema.ts';

/** A feed to write. */
export interface FeedToWrite {
  /** Unix milliseconds; whole seconds are written. Null for a feed without a time. */
  readonly publishedAt: number | null;
  /** Whether it holds only what changed; false where nobody says. */
  readonly differential?: boolean;
  readonly fixes: readonly PlacedFix[];
  /** Ids of entities to take back. */
  readonly deleted?: readonly string[];
}

/**
 * A feed as an agency publishes it: an entity for each fix, named by its place in the list. Numbers are cut to the 32
 * bits, times to the whole second the format has; of the attributes those are written that the format knows.
 */
export function encodeVehiclePositions({ publishedAt, differential, fixes, deleted = [] }: FeedToWrite): Uint8Array {
  const header = {
    gtfsRealtimeVersion: '2.0',
    incrementality: differential === true ? 'DIFFERENTIAL' : 'FULL_DATASET',
    ...present({ timestamp: secondsOf(publishedAt) }),
  };
  const entity = [
    ...fixes.map((fix, at) => feedEntity.write({ id: String(at), vehicle: vehicleOf(fix) })),
    ...deleted.map((id) => feedEntity.write({ id, isDeleted: true })),
  ];
  return feedMessage.write({ header, entity });
}

function secondsOf(unixMs: number | null): number | undefined {
  return unixMs === null ? undefined : Math.floor(unixMs / 1000);
}

function vehicleOf(fix: PlacedFix) {
  const { attributes } = fix;
  const text = (name: string) => (attributes[name] === undefined ? undefined : String(attributes[name]));
  const number = (name: string) => numberOf(attributes[name]);
  return present({
    trip: present({
      tripId: text('tripId'),
      routeId: text('routeId'),
      directionId: number('directionId'),
      startDate: text('tripStartDate'),
      startTime: text('tripStartTime'),
      scheduleRelationship: text('tripSchedule'),
    }),
    vehicle: present({ id: fix.identifier, label: text('vehicleLabel'), licensePlate: text('licensePlate') }),
    position: present({
      latitude: fix.latitude,
      longitude: fix.longitude,
      bearing: fix.headingDegrees,
      speed: fix.speedMetersPerSecond,
      odometer: number('odometerMeters'),
    }),
    timestamp: secondsOf(fix.recordedAt),
    stopId: text('stopId'),
    currentStopSequence: number('stopSequence'),
    currentStatus: text('stopStatus'),
    congestionLevel: text('congestion'),
    occupancyStatus: text('occupancy'),
    occupancyPercentage: number('occupancyPercent'),
  });
}

function numberOf(value: AttributeValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
