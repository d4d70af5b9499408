import { integer, type Config, type Options } from '@trekker/kit';

/** What an operator may set of timesheets: how attendance follows from visits. */
export const timesheetsOptions = {
  gapSeconds: {
    env: 'TREKKER_TIMESHEETS_GAP_SECONDS',
    type: integer({ min: 0, max: 14_400 }),
    default: 1_800,
    doc: 'A time in no zone that is not longer counts as on site, in seconds: the way between two zones, a hole in reception.',
  },
  leastStaySeconds: {
    env: 'TREKKER_TIMESHEETS_LEAST_STAY_SECONDS',
    type: integer({ min: 0, max: 3_600 }),
    default: 120,
    doc: 'A stay with less time in zones does not count, in seconds: who drives past the fence was not on site.',
  },
  longStaySeconds: {
    env: 'TREKKER_TIMESHEETS_LONG_STAY_SECONDS',
    type: integer({ min: 3_600, max: 604_800 }),
    default: 57_600,
    doc: 'A stay in one zone counts for no longer, in seconds: two shifts without a pause, or a phone left in a locker.',
  },
  graceSeconds: {
    env: 'TREKKER_TIMESHEETS_GRACE_SECONDS',
    type: integer({ min: 0, max: 604_800 }),
    default: 3_600,
    doc: 'How long after its end a day may become final at the earliest, in seconds.',
  },
  maxOfflineSeconds: {
    env: 'TREKKER_TIMESHEETS_MAX_OFFLINE_SECONDS',
    type: integer({ min: 0, max: 2_592_000 }),
    default: 172_800,
    doc: 'How long a silent tracker may keep what it recorded to itself, in seconds; a day waits no longer for it.',
  },
} as const satisfies Options;

export type TimesheetsConfig = Config<typeof timesheetsOptions>;
