import type { KnownDifference } from '../known-differences.ts';

/** What we read otherwise of GPS103 on purpose. */
export const GPS103_DIFFERENCES: readonly KnownDifference[] = [
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
];
