import type { Decoded } from '../decoded.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import type { AvlRecord } from './avl-record.ts';
import { attributesOfElements } from './attributes-of-elements.ts';

/**
 * A record in the product's units. Without satellites the device repeats its last place, with course and speed 0 that
 * mean nothing; 0°, 0° is written by a device that never had a place, and is none.
 */
export function messageOfRecord(record: AvlRecord, identifier: string): Decoded {
  const { recordedAt, latitude, longitude, altitude, angle, satellites, speed, priority, event } = record;
  const { batteryPercent, ...elements } = attributesOfElements(record.elements);
  const received = satellites > 0;
  const report = {
    identifier,
    recordedAt,
    ...present({ batteryPercent: typeof batteryPercent === 'number' ? batteryPercent : undefined }),
    attributes: { priority, event, satellites, ...elements, ...(received ? {} : { valid: false }) },
  };
  if (latitude === 0 && longitude === 0) return { kind: 'heartbeat', ...report };
  const motion = present({
    speedMetersPerSecond: received || speed > 0 ? metersPerSecondOf(speed, 'kilometersPerHour') : undefined,
    headingDegrees: received || angle > 0 ? angle : undefined,
  });
  return { kind: 'fix', fix: { ...report, latitude, longitude, altitudeMeters: altitude, ...motion } };
}
