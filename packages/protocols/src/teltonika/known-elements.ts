/** An element whose meaning is the same for all models that are in use. */
export interface KnownElement {
  readonly id: number;
  /** Length of the value, bytes; of another length it is another thing. */
  readonly size: 1 | 2 | 4;
  /** Name of the attribute. */
  readonly name: string;
  /** A flag is true for every value but 0. */
  readonly kind: 'flag' | 'unsigned' | 'signed';
  /** What a value is divided by to be in the unit of the attribute. */
  readonly divisor: number;
}

/** Elements that have a name, by the vendor's lists of parameters. All others keep their id. */
export const KNOWN_ELEMENTS: readonly KnownElement[] = [
  flag(1, 'in1'),
  flag(2, 'in2'),
  flag(3, 'in3'),
  flag(4, 'in4'),
  { id: 16, size: 4, name: 'odometerMeters', kind: 'unsigned', divisor: 1 },
  { id: 17, size: 2, name: 'accelerationX', kind: 'signed', divisor: 1 },
  { id: 18, size: 2, name: 'accelerationY', kind: 'signed', divisor: 1 },
  { id: 19, size: 2, name: 'accelerationZ', kind: 'signed', divisor: 1 },
  { id: 21, size: 1, name: 'rssi', kind: 'unsigned', divisor: 1 },
  { id: 66, size: 2, name: 'powerVolts', kind: 'unsigned', divisor: 1000 },
  { id: 67, size: 2, name: 'batteryVolts', kind: 'unsigned', divisor: 1000 },
  { id: 113, size: 1, name: 'batteryPercent', kind: 'unsigned', divisor: 1 },
  flag(179, 'out1'),
  flag(180, 'out2'),
  { id: 181, size: 2, name: 'pdop', kind: 'unsigned', divisor: 10 },
  { id: 182, size: 2, name: 'hdop', kind: 'unsigned', divisor: 10 },
  { id: 199, size: 4, name: 'tripOdometerMeters', kind: 'unsigned', divisor: 1 },
  flag(239, 'ignition'),
  flag(240, 'motion'),
  { id: 241, size: 4, name: 'operator', kind: 'unsigned', divisor: 1 },
  { id: 10_800, size: 2, name: 'tag1Celsius', kind: 'signed', divisor: 100 },
  { id: 10_801, size: 2, name: 'tag2Celsius', kind: 'signed', divisor: 100 },
  { id: 10_802, size: 2, name: 'tag3Celsius', kind: 'signed', divisor: 100 },
  { id: 10_803, size: 2, name: 'tag4Celsius', kind: 'signed', divisor: 100 },
];

function flag(id: number, name: string): KnownElement {
  return { id, size: 1, name, kind: 'flag', divisor: 1 };
}
