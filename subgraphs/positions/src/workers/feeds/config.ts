import { allowedTargets, asDefault, integer, optionalText, text, type Options } from '@trekker/kit';

/** What an operator may set of feeds of positions. */
export const feedOptions = {
  feedsAtOnce: {
    env: 'TREKKER_POSITIONS_FEEDS_AT_ONCE',
    type: integer({ min: 0, max: 1_000 }),
    default: 32,
    doc: 'How many feeds of positions this process asks at once, of one tenant a quarter at most; 0: none, another process does.',
  },
  feedTimeoutMs: {
    env: 'TREKKER_POSITIONS_FEED_TIMEOUT_MS',
    type: integer({ min: 100, max: 600_000 }),
    default: 30_000,
    doc: 'How long a feed of positions may take until its whole answer is there, in milliseconds; then the poll has failed.',
  },
  feedMaxBytes: {
    env: 'TREKKER_POSITIONS_FEED_MAX_BYTES',
    type: integer({ min: 1_024, max: 536_870_912 }),
    default: 16_777_216,
    doc: 'Largest answer of a feed of positions after decompression, in bytes; with a larger one the poll has failed.',
  },
  feedAllow: {
    env: 'TREKKER_POSITIONS_FEED_ALLOW',
    type: allowedTargets,
    default: asDefault(allowedTargets, ''),
    doc: 'Where feeds of positions may be although that is no public address or has no TLS; everything else that is private, local or reserved is refused.',
  },
  findMyFetcher: {
    env: 'TREKKER_POSITIONS_FIND_MY_FETCHER',
    type: text,
    default: 'off',
    doc: "Who is asked for reports of Apple's Find My network: `off`, `http`, or the path of a module that exports createReportFetcher.",
  },
  findMyUrl: {
    env: 'TREKKER_POSITIONS_FIND_MY_URL',
    type: optionalText,
    default: null,
    doc: 'Address at which reports of Find My are asked for by HTTP, which may be private; absent: none.',
  },
  findMyAuthorization: {
    env: 'TREKKER_POSITIONS_FIND_MY_AUTHORIZATION',
    type: optionalText,
    default: null,
    secret: true,
    doc: 'What the header Authorization holds when reports of Find My are asked for; absent: it is not sent.',
  },
} as const satisfies Options;
