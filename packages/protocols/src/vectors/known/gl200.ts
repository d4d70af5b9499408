import type { KnownDifference } from '../known-differences.ts';

/** What we read otherwise of GL200 on purpose. */
export const GL200_DIFFERENCES: readonly KnownDifference[] = [
  {
    protocol: 'gl200text',
    field: 'positions',
    keys: ['9e642409e8017d89', '53c400b701ef219f'],
    why: 'the report ends with a position, which theirs does not reach behind the fields of newer models',
  },
  {
    protocol: 'gl200text',
    field: 'valid',
    why: 'without a fix the device tells its last one with the time of that fix, so it is a true fix of then; theirs doubts it in reports of the bus only',
  },
  {
    protocol: 'gl200text',
    field: 'deviceTime',
    keys: ['51f2f6bb2c81a648'],
    why: 'the time of sending is by a clock that the message says is five hours behind UTC',
  },
  {
    protocol: 'gl200text',
    field: 'deviceTime',
    why: 'the report says when it was sent; theirs leaves it out',
  },
  {
    protocol: 'gl200text',
    field: 'attributes.charge',
    why: 'of two flags the first is the charging and the second the light, which theirs takes',
  },
  {
    protocol: 'gl200text',
    field: 'attributes.adc2',
    why: 'an analogue input in front of battery and status has no unit there; theirs keeps its text',
  },
  {
    protocol: 'gl200text',
    field: 'attributes.batteryLevel',
    why: 'two zeros behind the cell are a reserved field, which theirs takes for an empty battery',
  },
  {
    protocol: 'gl200text',
    field: 'attributes.alarm',
    why: 'a change of state to rest raises no alarm of movement',
  },
  {
    protocol: 'gl200text',
    field: 'device_ids',
    keys: ['d110b75241a015fc'],
    why: 'the oldest models say no version, and the IMEI comes first; theirs takes the SIM behind it',
  },
];
