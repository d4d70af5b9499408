import type { Difference } from './difference.ts';
import { GL200_DIFFERENCES } from './known/gl200.ts';
import { GT06_DIFFERENCES } from './known/gt06.ts';
import { TELTONIKA_DIFFERENCES } from './known/teltonika.ts';
import type { Vector } from './vector.ts';

/** A difference that is ours on purpose. */
export interface KnownDifference {
  readonly protocol: string;
  /** Name of the field as in {@link Difference}. */
  readonly field: string;
  /** The vectors it is known of; all of the protocol where none is named. */
  readonly keys?: readonly string[];
  /** Why ours is right, as a sentence. */
  readonly why: string;
}

/** A difference with the reason for it; null where nobody knows one. */
export interface ExplainedDifference extends Difference {
  readonly why: string | null;
}

/** Finds the reason for a difference. */
export function explain({ protocol, key }: Vector, difference: Difference): ExplainedDifference {
  const known = KNOWN_DIFFERENCES.find(
    (one) => one.protocol === protocol && one.field === difference.field && (one.keys?.includes(key) ?? true),
  );
  return { ...difference, why: known?.why ?? null };
}

/** All differences that are ours on purpose. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  ...GT06_DIFFERENCES,
  ...GL200_DIFFERENCES,
  ...TELTONIKA_DIFFERENCES,
  {
    protocol: 'h02',
    field: 'device_ids',
    keys: ['3e009886134160c6'],
    why: 'a text without an identifier is of the device that the connection belongs to',
  },
  {
    protocol: 'h02',
    field: 'attributes.battery',
    why: 'the battery of V3 is a number without a unit, kept as `battery`; theirs passes it off as volts',
  },
  {
    protocol: 'gps103',
    field: 'fixTime',
    keys: ['42c2ce2eeafb5555', 'c2286c3f67d5456c', '45a00bb30c01e2dd'],
    why: 'the device says milliseconds; theirs cuts them off',
  },
  {
    protocol: 'gps103',
    field: 'fixTime',
    keys: ['77dee1e0b8a31077'],
    why: 'without a time in UTC the wall clock counts, seconds included; theirs cuts them off',
  },
  {
    protocol: 'gps103',
    field: 'attributes.temp1',
    keys: ['4956db096c15cfa3'],
    why: 'the field is "0.0" and not a whole number; theirs takes what stands before the point',
  },
  {
    protocol: 'gps103',
    field: 'attributes.odometer',
    why: 'the odometer of OBD is in kilometres and absent where the vehicle does not answer; theirs takes metres and 0',
  },
  {
    protocol: 'gps103',
    field: 'attributes.engineLoad',
    why: 'a share is a number in percent here; theirs is the text with its sign',
  },
  {
    protocol: 'gps103',
    field: 'attributes.throttle',
    why: 'a share is a number in percent here; theirs is the text with its sign',
  },
  {
    protocol: 'gps103',
    field: 'attributes.battery',
    why: 'the volts of OBD are those of the vehicle, `powerVolts`; theirs gives them to the battery of the tracker',
  },
  {
    protocol: 'tk103',
    field: 'attributes.odometer',
    keys: ['2e4ab887906c720f'],
    why: 'the eight digits behind the cells are those of the inputs, as in every message; theirs takes them for metres',
  },
  {
    protocol: 'tk103',
    field: 'positions',
    keys: ['9118e2d27fae3c64'],
    why: 'zeros of a receiver without a fix, dated month 0, are a sign of life and no place; theirs rolls the date back',
  },
];
