/** One record as it stands in a packet, in the units of the wire. */
export interface AvlRecord {
  /** Unix milliseconds. */
  readonly recordedAt: number;
  /** 0 low, 1 high, 2 panic. */
  readonly priority: number;
  /** Degrees east. */
  readonly longitude: number;
  /** Degrees north. */
  readonly latitude: number;
  /** Metres above sea level; the last known one while there is no fix. */
  readonly altitude: number;
  /** Degrees from north; 0 while there is no fix. */
  readonly angle: number;
  /** 0 while there is no fix: the place is then the last known one. */
  readonly satellites: number;
  /** Kilometres per hour; 0 while there is no fix. */
  readonly speed: number;
  /** Id of the element that made the record; 0 for none. */
  readonly event: number;
  readonly elements: readonly AvlElement[];
}

/** A value of a sensor or of the device itself, by the id that the device's model gives it. */
export interface AvlElement {
  readonly id: number;
  /** The value, big-endian; its length is part of its meaning. */
  readonly bytes: Uint8Array;
}
