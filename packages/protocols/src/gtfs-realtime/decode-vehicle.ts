import type { Attributes, Decoded } from '../decoded.ts';
import { present } from '../present.ts';
import { readIdentifier, readText } from '../text.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';
import type { FeedEntity, VehiclePlace, VehiclePosition } from './feed-schema.ts';
import { unixMsOf } from './feed-time.ts';

/** A vehicle of a feed and the time of the feed. */
export interface VehicleEntity {
  readonly entity: FeedEntity;
  readonly vehicle: VehiclePosition;
  /** Unix milliseconds by the header; null where it has none. */
  readonly publishedAt: number | null;
}

/**
 * A vehicle's place as a fix, or as a heartbeat where it has none. It is called what the feed calls the vehicle, or else
 * its entity. Where it has no time of its own, that of the feed stands in, and `timeEstimated` says so.
 */
export function decodeVehicle({ entity, vehicle, publishedAt }: VehicleEntity): Decoded {
  return orMalformed(null, () => {
    const id = String(vehicle.vehicle?.id ?? '');
    const identifier =
      id.trim() === '' ? readIdentifier('entity.id', entity.id ?? '') : readIdentifier('vehicle.id', id);
    return orMalformed(identifier, () => readVehicle(identifier, { vehicle, publishedAt }));
  });
}

function readVehicle(identifier: string, { vehicle, publishedAt }: Omit<VehicleEntity, 'entity'>): Decoded {
  const ownTime = unixMsOf('timestamp', vehicle.timestamp);
  const estimated = ownTime === null && publishedAt !== null ? { timeEstimated: true } : {};
  const attributes = { ...attributesOf(vehicle), ...estimated };
  const report = { identifier, recordedAt: ownTime ?? publishedAt, attributes };
  if (vehicle.position === undefined) return { kind: 'heartbeat', ...report };
  return { kind: 'fix', fix: { ...report, ...readPlace(vehicle.position) } };
}

function readPlace({ latitude, longitude, bearing, speed }: VehiclePlace) {
  return {
    latitude: required('latitude', latitude),
    longitude: required('longitude', longitude),
    ...present({
      speedMetersPerSecond: finite('speed', speed),
      headingDegrees: finite('bearing', bearing),
    }),
  };
}

function required(field: string, value: number | undefined): number {
  const number = finite(field, value);
  if (number === undefined) throw new Unreadable(field, '', 'a finite number');
  return number;
}

function finite(field: string, value: number | undefined): number | undefined {
  if (value !== undefined && !Number.isFinite(value)) throw new Unreadable(field, String(value), 'a finite number');
  return value;
}

/** What else a feed says of a vehicle; texts that are empty count as not said. */
function attributesOf({ trip = {}, vehicle = {}, position, ...more }: VehiclePosition): Attributes {
  const said = {
    tripId: trip.tripId,
    routeId: trip.routeId,
    directionId: trip.directionId,
    tripStartDate: trip.startDate,
    tripStartTime: trip.startTime,
    tripSchedule: trip.scheduleRelationship,
    vehicleLabel: vehicle.label,
    licensePlate: vehicle.licensePlate,
    stopId: more.stopId,
    stopSequence: more.currentStopSequence,
    stopStatus: more.currentStatus,
    congestion: more.congestionLevel,
    occupancy: more.occupancyStatus,
    occupancyPercent: more.occupancyPercentage,
    odometerMeters: finite('odometer', position?.odometer),
  };
  for (const [name, value] of Object.entries(said)) if (typeof value === 'string') readText(name, value);
  return Object.fromEntries(Object.entries(present(said)).filter(([, value]) => value !== ''));
}
