import { integer, type Config, type Options } from '@trekker/kit';

/** What an operator may set of trackers. */
export const trackersOptions = {
  connectedWithinMs: {
    env: 'TREKKER_TRACKERS_CONNECTED_WITHIN_MS',
    type: integer({ min: 1_000, max: 86_400_000 }),
    default: 120_000,
    doc: 'How long a tracker counts as CONNECTED after it was last heard, in milliseconds; then it is IDLE.',
  },
  idleWithinMs: {
    env: 'TREKKER_TRACKERS_IDLE_WITHIN_MS',
    type: integer({ min: 1_000, max: 604_800_000 }),
    default: 900_000,
    doc: 'How long a tracker counts as IDLE at most after it was last heard, in milliseconds; then it is DISCONNECTED.',
  },
  connectionHistoryDays: {
    env: 'TREKKER_TRACKERS_CONNECTION_HISTORY_DAYS',
    type: integer({ min: 1, max: 3_650 }),
    default: 400,
    doc: 'How many days back it is kept when a tracker was heard; its connection history begins no earlier.',
  },
} as const satisfies Options;

export type TrackersConfig = Config<typeof trackersOptions>;
