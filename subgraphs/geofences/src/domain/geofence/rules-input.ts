import { check, integer, maxValue, minValue, nullish, number, object, pipe } from 'valibot';

const BUFFER = 'must be 0 to 10000 metres';
const CONFIRM = 'must be a whole number, 1 to 100';
const STALE = 'must be whole seconds, 1 to 604800, or null';

const buffer = nullish(pipe(number(), minValue(0, BUFFER), maxValue(10_000, BUFFER)));
const confirm = nullish(pipe(number(), integer(CONFIRM), minValue(1, CONFIRM), maxValue(100, CONFIRM)));

/** What a caller says of rules; absent fields keep what they have. */
export const rulesInput = nullish(
  object({
    enterBufferMeters: buffer,
    exitBufferMeters: buffer,
    enterConfirmFixes: confirm,
    exitConfirmFixes: confirm,
    maxAccuracyMeters: nullish(
      pipe(
        number(),
        check((meters) => meters > 0, 'must be above 0 metres, or null'),
      ),
    ),
    staleAfterSeconds: nullish(pipe(number(), integer(STALE), minValue(1, STALE), maxValue(604_800, STALE))),
  }),
);
