import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import type { RulesOn } from '../src/domain/filter/effective-rules.ts';
import { midnightBefore, walkDays } from '../src/domain/flags/day-walk.ts';
import type { TrackPoint } from '../src/domain/flags/track-point.ts';
import { flagsByDefinition } from './flags-oracle.ts';

const FILE = join(import.meta.dirname, '../../../../shared/data/positions/sf-cabs-2008.csv.gz');
const recorded = { skip: existsSync(FILE) ? false : `${FILE} is absent` };
const LIMITS = { distance: 25, maxSpeed: 45, minPeriod: 20, dailyLimit: 700, skipLimit: 900 };

/** Every twentieth recorded cab with its positions in their order. */
function readCabs(): TrackPoint<string>[][] {
  const text = gunzipSync(readFileSync(FILE)).toString();
  const points = text
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line, index) => {
      const [cab = '', t, latitude, longitude] = line.split(',');
      const place = { recordedAt: Number(t) * 1_000, latitude: Number(latitude), longitude: Number(longitude) };
      const unsaid = { accuracyMeters: null, speedMetersPerSecond: null, attributes: {} };
      return { cab, point: { position: `${cab} ${index}`, ...place, ...unsaid } };
    });
  const cabs = [...Map.groupBy(points, ({ cab }) => cab).values()];
  return cabs.filter((_, index) => index % 20 === 0).map((own) => own.map(({ point }) => point));
}

const { distance, maxSpeed, minPeriod, dailyLimit, skipLimit } = LIMITS;
const RULES: RulesOn = new Map(
  (
    [
      ['DUPLICATE', null],
      ['STATIC', null],
      ['DISTANCE', distance],
      ['MAX_SPEED', maxSpeed],
      ['MIN_PERIOD', minPeriod],
      ['DAILY_LIMIT', dailyLimit],
      ['SKIP_LIMIT', skipLimit],
    ] as const
  ).map(([rule, limit]) => [
    rule,
    { rule, setting: { isOn: true, limit, attributes: null }, scope: null, setAt: null },
  ]),
);

/** Flags of positions that follow each other, as the definition writes them. */
function walked(points: readonly TrackPoint<string>[]): string[][] {
  const walk = walkDays<string>(RULES);
  return points.map((point) => walk(point).map(({ kind, neighbour }) => `${kind}>${neighbour}`));
}

test('flags recorded cabs day by day as their whole history, and as the definition says', recorded, (t) => {
  const counts = new Map<string, number>();
  let positions = 0;
  for (const [index, cab] of readCabs().entries()) {
    const whole = walked(cab);
    const days = [...Map.groupBy(cab, ({ recordedAt }) => midnightBefore(recordedAt)).values()];
    assert.deepEqual(days.flatMap(walked), whole);
    if (index % 10 === 0) {
      const shown = cab.slice(0, 400).map(({ position: id, ...point }) => {
        return { id, ...point, recordedAt: new Date(point.recordedAt).toISOString() };
      });
      assert.deepEqual(whole.slice(0, 400), flagsByDefinition(shown, LIMITS));
    }
    positions += cab.length;
    for (const flag of whole.flat()) {
      const [kind = ''] = flag.split('>');
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  t.diagnostic(`${positions} positions: ${[...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
  assert.ok((counts.get('IMPLAUSIBLE') ?? 0) < positions / 100, 'cabs are rarely implausible');
});
