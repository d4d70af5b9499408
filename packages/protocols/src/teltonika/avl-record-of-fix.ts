import { ByteWriter } from '../bytes/byte-writer.ts';
import type { AttributeValue, Fix } from '../decoded.ts';
import { speedIn } from '../speed.ts';
import type { AvlElement, AvlRecord } from './avl-record.ts';
import { KNOWN_ELEMENTS, type KnownElement } from './known-elements.ts';

/**
 * The record a device would write for a fix: whole metres, degrees and kilometres per hour, ten millionths of a degree;
 * attributes that have an element. A fix without a place is written as 0°, 0° without satellites.
 *
 * @param satellites the number to write where no attribute says it.
 */
export function avlRecordOfFix(fix: Fix, satellites = 8): AvlRecord {
  const { attributes, recordedAt, latitude, longitude } = fix;
  const received = attributes.valid !== false && latitude !== null;
  return {
    recordedAt: recordedAt ?? 0,
    priority: numberOf(attributes.priority, 0),
    latitude: latitude ?? 0,
    longitude: longitude ?? 0,
    altitude: Math.round(fix.altitudeMeters ?? 0),
    ...(received ? motionOf(fix) : { angle: 0, speed: 0 }),
    satellites: received ? numberOf(attributes.satellites, satellites) : 0,
    event: numberOf(attributes.event, 0),
    elements: elementsOf(fix),
  };
}

function numberOf(value: AttributeValue | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function motionOf({ headingDegrees = 0, speedMetersPerSecond = 0 }: Fix): Pick<AvlRecord, 'angle' | 'speed'> {
  return {
    angle: Math.round(headingDegrees) % 360,
    speed: Math.round(speedIn('kilometersPerHour', speedMetersPerSecond)),
  };
}

function elementsOf({ attributes, batteryPercent }: Fix): AvlElement[] {
  return KNOWN_ELEMENTS.flatMap((known) => {
    const value = known.name === 'batteryPercent' ? batteryPercent : attributes[known.name];
    return value === undefined ? [] : elementOf(known, value);
  });
}

function elementOf({ id, size, kind, divisor }: KnownElement, value: AttributeValue): AvlElement[] {
  if ((kind === 'flag') !== (typeof value === 'boolean') || typeof value === 'string') return [];
  const number = Math.round(Number(value) * divisor);
  const writer = new ByteWriter();
  return [
    { id, bytes: (size === 1 ? writer.u8(number) : size === 2 ? writer.u16(number) : writer.u32(number)).done() },
  ];
}
