import { integer, oneOf, optionalText, port, text, type Config, type Options } from '@trekker/kit';

/** What an operator may set of positions. */
export const positionsOptions = {
  host: {
    env: 'TREKKER_HOST',
    type: text,
    default: '127.0.0.1',
    doc: 'Address on which devices are listened to; 0.0.0.0 lets phones of the network in.',
  },
  phonePort: {
    env: 'TREKKER_POSITIONS_PHONE_PORT',
    type: port,
    default: 5055,
    doc: 'Port of phones and of the HTTP intake; 0 takes a free one and prints it.',
  },
  openTenant: {
    env: 'TREKKER_POSITIONS_OPEN_TENANT',
    type: optionalText,
    default: null,
    doc: 'Short name of the tenant whose devices may report to the bare addresses without a door token; absent: nobody.',
  },
  role: {
    env: 'TREKKER_POSITIONS_ROLE',
    type: oneOf('all', 'intake', 'query'),
    default: 'all',
    doc: 'What this process does: `intake` listens to devices and appends what they send, `query` derives and answers, `all` does both.',
  },
  gatherMs: {
    env: 'TREKKER_POSITIONS_GATHER_MS',
    type: integer({ min: 0, max: 1_000 }),
    default: 3,
    doc: 'How long intake waits for further fixes before it commits, in milliseconds; more means fewer commits and later answers.',
  },
  maxBatchPositions: {
    env: 'TREKKER_POSITIONS_MAX_BATCH_POSITIONS',
    type: integer({ min: 1, max: 100_000 }),
    default: 5_000,
    doc: 'Most positions in one request to /v1/positions; more is refused with 413.',
  },
  maxBodyBytes: {
    env: 'TREKKER_POSITIONS_MAX_BODY_BYTES',
    type: integer({ min: 1_024, max: 1_073_741_824 }),
    default: 8_388_608,
    doc: 'Largest body of a request after decompression, in bytes; more is refused with 413.',
  },
  maxWaiting: {
    env: 'TREKKER_POSITIONS_MAX_WAITING',
    type: integer({ min: 100, max: 10_000_000 }),
    default: 100_000,
    doc: 'Most positions waiting to be committed in this process; beyond it requests are refused with 503 and Retry-After.',
  },
  partitionDaysAhead: {
    env: 'TREKKER_POSITIONS_PARTITION_DAYS_AHEAD',
    type: integer({ min: 1, max: 366 }),
    default: 14,
    doc: 'For how many days ahead the history has partitions, in days.',
  },
} as const satisfies Options;

export type PositionsConfig = Config<typeof positionsOptions>;
