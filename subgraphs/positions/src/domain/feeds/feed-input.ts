import { nameInput, ruleBroken, userError, type UserError } from '@trekker/kit';
import {
  array,
  check,
  maxLength,
  maxValue,
  minValue,
  nullish,
  number,
  object,
  pipe,
  regex,
  string,
  transform,
} from 'valibot';

import { INTERVALS, LONGEST_INTERVAL, type FeedHeader, type FeedKind } from './feed.ts';
import { SIMULATION_LIMITS, type Simulation } from './simulation.ts';

const MOST_HEADERS = 20;
/** Of the connection, or set by us. */
const OURS = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'if-modified-since',
  'if-none-match',
  'keep-alive',
  'range',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const header = object({
  name: pipe(
    string(),
    regex(/^[!#$%&'*+.^`|~\w-]{1,100}$/, 'must be the name of a header, 1 to 100 characters'),
    transform((name) => name.toLowerCase()),
    check((name) => !OURS.has(name) && !name.startsWith('proxy-'), 'is not to be set by hand'),
  ),
  value: pipe(
    string(),
    maxLength(4_000, 'must have at most 4000 characters'),
    regex(/^[\x20-\x7e]*$/, 'must hold visible characters of ASCII and spaces alone'),
  ),
});

/** Headers that a feed sends along. */
const headersInput = pipe(
  array(header),
  maxLength(MOST_HEADERS, `must be at most ${MOST_HEADERS}`),
  check((list) => new Set(list.map(({ name }) => name)).size === list.length, 'must not name a header twice'),
);

const prefixInput = pipe(
  string(),
  maxLength(50, 'must have at most 50 characters'),
  regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must have no control characters'),
);

const { latitude: MOST_LATITUDE, radius: RADIUS, walkers: WALKERS } = SIMULATION_LIMITS;

/** Where and how many people walk who do not exist. */
export const simulationInput = object({
  latitude: between(-MOST_LATITUDE, MOST_LATITUDE, 'degrees'),
  longitude: between(-180, 180, 'degrees'),
  radiusMeters: between(RADIUS.least, RADIUS.most, 'metres'),
  walkers: between(WALKERS.least, WALKERS.most, 'walkers'),
});

function between(least: number, most: number, unit: string) {
  const message = ({ input }: { input: number }) => `must be ${least} to ${most} ${unit}; got ${input}`;
  return pipe(number(), minValue(least, message), maxValue(most, message));
}

/** What of a feed may be set at any time. */
export const feedFields = {
  name: nameInput,
  url: string(),
  headers: headersInput,
  identifierPrefix: prefixInput,
  intervalSeconds: number(),
} as const;

/** The same where each may be left out. */
export const someFeedFields = {
  name: nullish(feedFields.name),
  url: nullish(feedFields.url),
  headers: nullish(feedFields.headers),
  identifierPrefix: nullish(feedFields.identifierPrefix),
  intervalSeconds: nullish(feedFields.intervalSeconds),
} as const;

/** Fields that say where and how something is asked. */
export interface AskedFields {
  readonly url?: string | null | undefined;
  readonly headers?: readonly FeedHeader[] | null | undefined;
  readonly identifierPrefix?: string | null | undefined;
  readonly intervalSeconds?: number | null | undefined;
  readonly simulation?: Simulation | null | undefined;
}

/** What of these fields a kind of feed does not take, or null. */
export function fieldProblem(kind: FeedKind, fields: AskedFields): UserError | null {
  const { intervalSeconds } = fields;
  const { least } = INTERVALS[kind];
  if (intervalSeconds != null && !isWithin(intervalSeconds, least)) {
    const message = `must be a whole number from ${least} to ${LONGEST_INTERVAL}, got ${intervalSeconds}`;
    const limits =
      intervalSeconds < least
        ? ({ rule: 'MINIMUM', limit: least } as const)
        : ({ rule: 'MAXIMUM', limit: LONGEST_INTERVAL } as const);
    return ruleBroken(
      'intervalSeconds',
      Number.isInteger(intervalSeconds) ? limits : { rule: 'WHOLE_NUMBER' },
      message,
    );
  }
  const { fields: names, why } = REFUSED[kind];
  const field = names.find((name) => fields[name] != null);
  return field === undefined ? null : userError(field, 'INVALID', `must be absent: ${why}`);
}

/** What a kind does not take, and why. */
const REFUSED: Readonly<Record<FeedKind, { readonly fields: readonly (keyof AskedFields)[]; readonly why: string }>> = {
  GTFS_REALTIME: { fields: ['simulation'], why: 'it is for SIMULATION' },
  FIND_MY: {
    fields: ['url', 'headers', 'identifierPrefix', 'simulation'],
    why: 'the operator names the source of Find My',
  },
  SIMULATION: { fields: ['url', 'headers'], why: 'nobody is asked for a simulation' },
};

function isWithin(seconds: number, least: number): boolean {
  return Number.isInteger(seconds) && seconds >= least && seconds <= LONGEST_INTERVAL;
}
