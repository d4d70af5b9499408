import * as fc from 'fast-check';

/** Whether there is time for more of everything. */
export const full = process.env['TREKKER_TEST_SCALE'] === 'full'; // oxlint-disable-line node/no-process-env -- how the test runner says so

/** What all disturbances are drawn with: settled, or the seed of an earlier run, or a new one at full scale or for `any`. */
export const seed = chooseSeed(process.env['TREKKER_TEST_SEED']); // oxlint-disable-line node/no-process-env -- how a failing run is repeated

function chooseSeed(asked: string | undefined): number {
  if (asked === 'any' || (asked === undefined && full)) return Date.now() % 2 ** 31;
  return Number(asked ?? 20_261_121);
}

/**
 * Every beginning of a message, from nothing up to all but its last byte; where there is little time only those of every
 * so manieth byte, other ones with another seed.
 */
export function truncations(bytes: Uint8Array, everyBytes = 3): Uint8Array[] {
  const ends = Array.from(bytes, (_, end) => end).filter((end) => full || (end + seed) % everyBytes === 0);
  return ends.map((end) => bytes.slice(0, end));
}

/** The message with up to four of its bytes changed, left out or put in, so many times. */
export function mutations(bytes: Uint8Array, count: number): Uint8Array[] {
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255), fc.constantFrom('change', 'remove', 'insert'));
  return fc.sample(fc.array(change, { minLength: 1, maxLength: 4 }), { numRuns: count, seed }).map((changes) => {
    const changed = [...bytes];
    for (const [at, byte, kind] of changes)
      changed.splice(at, kind === 'insert' ? 0 : 1, ...(kind === 'remove' ? [] : [byte]));
    return Uint8Array.from(changed);
  });
}

const DEEP = 2_000;

/** Values that hardly any field is made for, as they stand in JSON. */
export const EXTREME_JSON: readonly string[] = [
  '0',
  '-0',
  '-0.0',
  '91',
  '-90.0000001',
  '180.0000001',
  '1e308',
  '-1e308',
  '1e999',
  '-1e999',
  '5e-324',
  '360',
  '2147483648',
  '4294967296',
  '9007199254740993',
  '-1',
  '100.1',
  '8640000000000001',
  '253402300800',
  '4294967295',
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '" "',
  '"NaN"',
  '"Infinity"',
  '"-Infinity"',
  '"-0"',
  '"91"',
  '"1970-01-01T00:00:00Z"',
  '"2106-02-07T06:28:16Z"',
  '"+275760-09-13T00:00:00.000Z"',
  '"9999-12-31T23:59:59Z"',
  String.raw`"a\u0000b"`,
  String.raw`"\ud800"`,
  String.raw`"\udc00x"`,
  String.raw`"\u202eabc"`,
  '"__proto__"',
  JSON.stringify('x'.repeat(20_000)),
  JSON.stringify('😀'.repeat(2_500)),
  JSON.stringify(`x${'😀'.repeat(2_500)}`),
  '['.repeat(DEEP) + ']'.repeat(DEEP),
  '{"a":'.repeat(DEEP) + '1' + '}'.repeat(DEEP),
  '1'.repeat(400),
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
];

/** The same as text, for forms. */
export const EXTREME_TEXTS: readonly string[] = EXTREME_JSON.map((json) => {
  const value: unknown = JSON.parse(json);
  return typeof value === 'string' ? value : json;
});

/** A JSON object with each of its fields set to each extreme value, twice the same one, and under names of its own. */
export function extremeObjects(good: Readonly<Record<string, unknown>>): string[] {
  const json = JSON.stringify(good);
  const fields = [...Object.keys(good), '__proto__', 'constructor', 'toString', 'attributes'];
  return fields.flatMap((field) =>
    EXTREME_JSON.flatMap((value, index) => {
      const { [field]: _, ...others } = good;
      const rest = JSON.stringify(others).slice(1);
      const end = rest === '}' ? rest : `,${rest}`;
      const alone = `{${JSON.stringify(field)}:${value}${end}`;
      // Of keys that come twice the last one counts.
      return index % 8 === 0 ? [alone, `${json.slice(0, -1)},${JSON.stringify(field)}:${value}}`] : [alone];
    }),
  );
}

/** Does work for each of many, so many at once. */
export async function inLanes<T>(all: readonly T[], lanes: number, work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const one of waiting) await work(one);
    }),
  );
}
