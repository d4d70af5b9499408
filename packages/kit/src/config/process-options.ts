import { integer, oneOf, optionalText, type Options } from './options.ts';

/** What every process of an installation has in common. */
export const processOptions = {
  secret: {
    env: 'TREKKER_SECRET',
    type: optionalText,
    default: null,
    doc: 'The one secret of the installation, 32 characters or more; absent: one is made and kept in the data folder. Processes that run apart need the same one.',
    secret: true,
  },
  logLevel: {
    env: 'TREKKER_LOG_LEVEL',
    type: oneOf('debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    default: 'warn',
    doc: 'Least level of the lines written to standard output, one JSON object each.',
  },
  drainMs: {
    env: 'TREKKER_DRAIN_MS',
    type: integer({ min: 0, max: 600_000 }),
    default: 15_000,
    doc: 'How long work under way may take after a request to stop, in milliseconds; then it is cut off.',
  },
} as const satisfies Options;
