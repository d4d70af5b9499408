/** What one message of a device came to: a fix, its word on a region, a sign of life, or something unreadable. */
export type Decoded = DecodedFix | DecodedRegionReport | DecodedHeartbeat | Unsupported | Malformed;

/** A message with a place. Whether the numbers are possible (latitude 91) is not judged here. */
export interface DecodedFix {
  readonly kind: 'fix';
  readonly fix: PlacedFix;
}

/** A device's own word that it entered or left a region it knows: evidence, never a fix. */
export interface DecodedRegionReport {
  readonly kind: 'region';
  readonly report: RegionReport;
}

/** A message without a place: the device lives, and may have something to say (an alarm, its battery). */
export interface DecodedHeartbeat {
  readonly kind: 'heartbeat';
  /** What the device calls itself. */
  readonly identifier: string;
  /** Unix milliseconds by the device's clock; null where the message carried none. */
  readonly recordedAt: number | null;
  /** Charge of the device's battery, percent. */
  readonly batteryPercent?: number;
  readonly attributes: Attributes;
}

/** A message that cannot be read. The device is still named where it could be, so that it can be answered. */
export interface Malformed {
  readonly kind: 'malformed';
  /** What the device calls itself; null where that itself could not be read. */
  readonly identifier: string | null;
  readonly problem: Problem;
}

/** A message of a kind that is not read here: encrypted, or unknown to the protocol. */
export interface Unsupported {
  readonly kind: 'unsupported';
  /** What the device calls itself; null where the message does not say. */
  readonly identifier: string | null;
  /** It is encrypted, and could be read with the right secret. */
  readonly encrypted?: true;
  readonly problem: Problem;
}

/** The first thing wrong with a message. */
export interface Problem {
  /** Name of the field as the protocol writes it. */
  readonly field: string;
  /** What was found there, cut to 100 characters; empty where the field is missing. */
  readonly value: string;
  /** What would have been right, as the rest of "expected …". */
  readonly expected: string;
}

/** What a device reported, in the product's units, before anything was judged. An absent field was not reported. */
export interface Fix {
  /** What the device calls itself. */
  readonly identifier: string;
  /** Unix milliseconds by the device's clock; null where the message carried none and the server's clock is used. */
  readonly recordedAt: number | null;
  /** Degrees north, WGS 84; null together with `longitude` where the device reported no place. */
  readonly latitude: number | null;
  /** Degrees east, WGS 84; null together with `latitude` where the device reported no place. */
  readonly longitude: number | null;
  /** Metres above sea level or ellipsoid, as the device has it. */
  readonly altitudeMeters?: number;
  /** Radius of about 68 % confidence, metres. */
  readonly accuracyMeters?: number;
  /** Metres per second over ground. */
  readonly speedMetersPerSecond?: number;
  /** Degrees clockwise from north. */
  readonly headingDegrees?: number;
  /** Charge of the device's battery, percent. */
  readonly batteryPercent?: number;
  readonly attributes: Attributes;
}

/** A fix that certainly has a place. */
export interface PlacedFix extends Fix {
  readonly latitude: number;
  readonly longitude: number;
}

/** What a device said of a region it watches by itself. */
export interface RegionReport {
  /** What the device calls itself. */
  readonly identifier: string;
  /** Unix milliseconds by the device's clock; null where the message carried none and the server's clock is used. */
  readonly recordedAt: number | null;
  readonly event: 'enter' | 'leave';
  /** The region's name on the device, or null where it said none. */
  readonly region: string | null;
  /** The region's id on the device, or null where it said none. */
  readonly regionId: string | null;
  /** Degrees north, WGS 84; null together with `longitude` where the device reported no place. */
  readonly latitude: number | null;
  /** Degrees east, WGS 84; null together with `latitude` where the device reported no place. */
  readonly longitude: number | null;
  /** Radius of about 68 % confidence, metres. */
  readonly accuracyMeters?: number;
}

/** Whatever else the message said, under the device's own names. Text is well-formed and free of NUL. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** A value of an attribute; numbers are finite. */
export type AttributeValue = string | number | boolean;
