/** A parameter of a fixed length whose meaning is known. */
export interface CceParameter {
  readonly id: number;
  /** Length of the value, bytes. */
  readonly size: 1 | 2 | 4;
  /** Name of the attribute, or of the field of a fix. */
  readonly name: string;
  readonly kind?: 'signed' | 'flag' | 'text';
  /** What a value is divided by to be in the unit of the attribute. */
  readonly divisor?: number;
}

/** Parameters by the vendor's lists; all others keep their number. */
export const CCE_PARAMETERS: readonly CceParameter[] = [
  { id: 0x01, size: 1, name: 'event' },
  { id: 0x05, size: 1, name: 'validity' },
  { id: 0x06, size: 1, name: 'satellites' },
  { id: 0x07, size: 1, name: 'rssi' },
  { id: 0x14, size: 1, name: 'output' },
  { id: 0x15, size: 1, name: 'input' },
  { id: 0x47, size: 1, name: 'locked', kind: 'flag' },
  { id: 0x97, size: 1, name: 'throttlePercent' },
  { id: 0x9d, size: 1, name: 'fuelPercent' },
  { id: 0xfe69, size: 1, name: 'batteryPercent' },
  { id: 0x08, size: 2, name: 'speed' },
  { id: 0x09, size: 2, name: 'headingDegrees' },
  { id: 0x0a, size: 2, name: 'hdop', divisor: 10 },
  { id: 0x0b, size: 2, name: 'altitudeMeters', kind: 'signed' },
  { id: 0x16, size: 2, name: 'adc1', divisor: 100 },
  { id: 0x17, size: 2, name: 'adc2', divisor: 100 },
  { id: 0x18, size: 2, name: 'adc3', divisor: 100 },
  { id: 0x19, size: 2, name: 'batteryVolts', divisor: 100 },
  { id: 0x1a, size: 2, name: 'powerVolts', divisor: 100 },
  { id: 0x40, size: 2, name: 'event' },
  { id: 0x91, size: 2, name: 'obdSpeedKilometersPerHour' },
  { id: 0x92, size: 2, name: 'obdSpeedKilometersPerHour' },
  { id: 0x99, size: 2, name: 'engineRpm' },
  { id: 0x9c, size: 2, name: 'coolantCelsius' },
  { id: 0x02, size: 4, name: 'latitude', kind: 'signed', divisor: 1e6 },
  { id: 0x03, size: 4, name: 'longitude', kind: 'signed', divisor: 1e6 },
  { id: 0x04, size: 4, name: 'time' },
  { id: 0x0c, size: 4, name: 'odometerMeters' },
  { id: 0x0d, size: 4, name: 'runtimeSeconds' },
  { id: 0x25, size: 4, name: 'driverId', kind: 'text' },
  { id: 0x9b, size: 4, name: 'odometerMeters' },
  { id: 0xa0, size: 4, name: 'fuelUsedLiters', divisor: 1000 },
];
