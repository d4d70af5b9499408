import { valuePlaces, type ApiShape } from './api-shape.ts';
import type { Client } from './client.ts';
import { withValueAt, type Call } from './examples.ts';
import { operationOf } from './operations.ts';

const TEXTS = ['', ' ', 'a\u0000b', '\ud800', '\u202eabc', "'; drop table units; --", '__proto__', 'x'.repeat(50_000)];
const NUMBERS = [-1, 0, 0.5, 2_147_483_648, 1e308, Number.MAX_SAFE_INTEGER];

/** Values at the edge and beyond it, by the type of the place that takes them. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  String: TEXTS,
  ID: [...TEXTS, '00000000-0000-0000-0000-000000000000', '_'.repeat(40), '0'.repeat(36), 17],
  Int: NUMBERS,
  Float: NUMBERS,
  DateTime: [
    '',
    'noon',
    '0000-01-01T00:00:00.000Z',
    '+275760-09-13T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '2026-02-30T00:00:00.000Z',
    '1970-01-01T00:00:00.000Z',
    1e300,
  ],
  GeoJSON: [
    ...TEXTS,
    ...NUMBERS,
    [],
    {},
    { type: 'Polygon' },
    { type: 'Polygon', coordinates: [[]] },
    { type: '__proto__' },
  ],
};
const OTHERS = ['', 'NO_SUCH_VALUE', 17, true, [], {}];

/** Positions that are good but for one hostile value, as JSON of a batch: every field with every value. */
export function hostilePositions(tracker: string): readonly object[] {
  const good = { tracker, time: '2026-01-01T00:00:00Z', latitude: 1, longitude: 1, altitude: 1, accuracy: 1, speed: 1 };
  const whole = { ...good, heading: 1, battery: 1, attributes: { note: 'x' } };
  const values = [...TEXTS, ...NUMBERS, null, true, [], {}, [[]], { note: { note: 1 } }, -1e308, 1e-308, 360, 100.1];
  return Object.keys(whole).flatMap((field) => values.map((value) => ({ ...whole, [field]: value })));
}

/**
 * Calls every operation with hostile values in each place, and gives back what was not answered in words.
 * @param options `oneIn`: each place gets one value in so many, the next place the next ones.
 */
export async function fuzzValues(
  client: Pick<Client, 'post'>,
  { shape, calls, oneIn }: { shape: ApiShape; calls: readonly Call[]; oneIn: number },
): Promise<{ tried: number; failures: string[] }> {
  const failures: string[] = [];
  let tried = 0;
  const all = calls.flatMap(({ root, variables }) =>
    valuePlaces(shape, root).map(({ path, type }) => ({ root, variables, path, values: VALUES[type] ?? OTHERS })),
  );
  const places = all.flatMap(({ values, ...place }, at) =>
    values.filter((_, index) => (at + index) % oneIn === 0).map((value) => ({ ...place, value })),
  );
  async function tryNext(): Promise<void> {
    for (let place = places.pop(); place; place = places.pop()) {
      const { root, variables, path, value } = place;
      const { status, text } = await client.post(operationOf(shape, root, 2), withValueAt(variables, path, value));
      tried += 1;
      const isInWords = status < 500 && !text.includes('"INTERNAL"') && text.length < 100_000;
      const shown = JSON.stringify(value).slice(0, 60);
      if (!isInWords) failures.push(`${root.coordinate}(${path.join('.')}: ${shown}) ${status} ${text.slice(0, 300)}`);
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, tryNext));
  return { tried, failures };
}

/** Calls under way at once: while the database works on one the next is read. */
const AT_ONCE = 4;
