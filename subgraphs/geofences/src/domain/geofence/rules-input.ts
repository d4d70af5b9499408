import { type UserError, userError, withParams } from '@trekker/kit';
import {
  array,
  boolean,
  check,
  integer,
  maxLength,
  maxValue,
  minLength,
  minValue,
  nullish,
  number,
  object,
  pipe,
  type GenericSchema,
} from 'valibot';

import { timeZoneInput } from '../place/time-zone.ts';
import type { PresenceRules } from './rules.ts';

const DAY = 86_400;
const WEEK = 7 * DAY;

/** What a caller says of rules; absent fields keep what they have. */
export const rulesInput = nullish(
  object({
    enterBufferMeters: nullish(between(0, 10_000, 'metres')),
    exitBufferMeters: nullish(between(0, 10_000, 'metres')),
    exitAccuracyWeight: nullish(between(0, 3, 'times the accuracy radius')),
    maxAccuracyMeters: nullish(
      pipe(
        number(),
        check(
          (meters) => meters > 0,
          ({ input }) => `must be above 0 metres, or null; got ${input}`,
        ),
      ),
    ),
    plausibleOnly: nullish(boolean()),
    minAltitudeMeters: nullish(between(-20_000, 100_000, 'metres, or null')),
    maxAltitudeMeters: nullish(between(-20_000, 100_000, 'metres, or null')),
    enterConfirmFixes: nullish(whole(1, 100, 'fixes')),
    enterConfirmSeconds: nullish(whole(1, DAY, 'seconds, or null')),
    exitConfirmFixes: nullish(whole(1, 100, 'fixes')),
    exitConfirmSeconds: nullish(whole(1, DAY, 'seconds, or null')),
    dwellSeconds: nullish(whole(1, WEEK, 'seconds, or null')),
    loiterSeconds: nullish(whole(1, WEEK, 'seconds, or null')),
    loiterRadiusMeters: nullish(between(1, 10_000, 'metres')),
    crossingSeconds: nullish(whole(1, 3_600, 'seconds, or null')),
    probableAfterSeconds: nullish(whole(1, WEEK, 'seconds, or null')),
    staleAfterSeconds: nullish(whole(1, WEEK, 'seconds, or null')),
    endAfterSeconds: nullish(whole(1, 30 * DAY, 'seconds, or null')),
    endsWhenOff: nullish(boolean()),
    activeHours: nullish(
      object({
        timeZone: nullish(timeZoneInput, null),
        weekly: pipe(
          array(
            object({
              days: pipe(
                array(whole(1, 7, 'as an ISO 8601 weekday')),
                minLength(1, 'must name at least one weekday, got none'),
              ),
              fromMinute: whole(0, 1_439, 'minutes of the day'),
              toMinute: whole(1, 1_440, 'minutes of the day'),
            }),
          ),
          minLength(1, 'must hold at least one span, got none; null is always'),
          maxLength(100, ({ input }) => `must hold at most 100 spans, got ${input.length}`),
        ),
      }),
    ),
  }),
);

/** What of rules contradicts itself: one userError each, at the field that is too low or too high. */
export function contradictions(rules: Pick<PresenceRules, OrderedRule>): UserError[] {
  const silences = SILENCES.filter((name) => rules[name] !== null);
  const altitudes = ALTITUDES.filter((name) => rules[name] !== null);
  return [
    ...silences.slice(1).flatMap((name, index) => {
      const before = silences[index] ?? name;
      const [low, high] = [rules[before] ?? 0, rules[name] ?? 0];
      return low <= high
        ? []
        : outOfOrder(
            before,
            { bound: 'most', limit: high },
            `must not be above ${name}, which is ${high} seconds; got ${low}`,
          );
    }),
    ...altitudes.slice(1).flatMap((name) => {
      const [low, high] = [rules.minAltitudeMeters ?? 0, rules.maxAltitudeMeters ?? 0];
      return low < high
        ? []
        : outOfOrder(
            name,
            { bound: 'above', limit: low },
            `must be above minAltitudeMeters, which is ${low} metres; got ${high}`,
          );
    }),
  ];
}

const SILENCES = ['probableAfterSeconds', 'staleAfterSeconds', 'endAfterSeconds'] as const;
const ALTITUDES = ['minAltitudeMeters', 'maxAltitudeMeters'] as const;
type OrderedRule = (typeof SILENCES)[number] | (typeof ALTITUDES)[number];

/** `most`: no more seconds than the limit; `above`: more metres than it. */
interface Bound {
  readonly bound: 'most' | 'above';
  readonly limit: number;
}

function outOfOrder(name: OrderedRule, { bound, limit }: Bound, message: string): UserError {
  return withParams(userError(`rules.${name}`, 'OUT_OF_ORDER', `${name} ${message}`), { bound, limit });
}

function between(least: number, most: number, unit: string): GenericSchema<number> {
  const message = ({ input }: { input: number }) => `must be ${least} to ${most} ${unit}; got ${input}`;
  return pipe(number(), minValue(least, message), maxValue(most, message));
}

function whole(least: number, most: number, unit: string): GenericSchema<number> {
  const message = ({ input }: { input: number }) => `must be a whole number, ${least} to ${most} ${unit}; got ${input}`;
  return pipe(number(), integer(message), minValue(least, message), maxValue(most, message));
}
