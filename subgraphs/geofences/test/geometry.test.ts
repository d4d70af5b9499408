import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { createGeometry, type Geometry } from '../src/workers/geometry/geometry.ts';
import { delayDuring } from './event-loop-delay.ts';

let geometry: Geometry;
before(() => void (geometry = createGeometry({ threads: 1 })));
after(() => geometry.stop());

/** A ring of many points round a place, like a flower, closed. */
function flower(points: number, { latitude = 52, longitude = 4, size = 0.1 } = {}): number[][] {
  const ring = Array.from({ length: points - 1 }, (_, index) => {
    const angle = (2 * Math.PI * index) / (points - 1);
    const radius = size * (1 + 0.3 * Math.sin(angle * 50));
    return [longitude + radius * Math.cos(angle), latitude + radius * Math.sin(angle)];
  });
  return [...ring, ring[0] ?? []];
}

const polygon = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings });

/** What became of a boundary: null where it is fine, else code and message of its first problem. */
async function judged(boundary: unknown): Promise<readonly [string, string] | null> {
  const [answer] = await geometry.judge([{ boundary }]);
  assert.ok(answer);
  if (answer.ok) return null;
  const [{ code, message } = { code: 'none', message: '' }] = answer.userErrors;
  return [code, message];
}

test('keeps the event loop free while 100,000 points are judged, and keeps them to the bit', async () => {
  const boundary = polygon(flower(100_000));
  await judged(polygon(flower(5_000)));
  let kept: Awaited<ReturnType<Geometry['judge']>>[number] | undefined;
  const delay = await delayDuring(async () => {
    [kept] = await geometry.judge([{ boundary }]);
  });
  assert.ok(delay < 50, `${delay} ms`);
  assert.ok(kept?.ok && kept.value?.shape === 'BOUNDARY');
  assert.deepEqual(JSON.parse(kept.value.boundary), boundary);
});

test('refuses a million points without going through them, naming the ring', async () => {
  const boundary = polygon(flower(10), flower(1_000_000));
  let answer: readonly [string, string] | null = null;
  const delay = await delayDuring(async () => {
    for (let round = 0; round < 20; round += 1) {
      answer = await judged(boundary);
      await sleep(1);
    }
  });
  assert.ok(delay < 50, `${delay} ms`);
  assert.deepEqual(answer, [
    'TOO_MANY_POINTS',
    'a shape may have 250000 points, this has 1000010, 1000000 of them in hole 1 of polygon 1',
  ]);
  const rings = { type: 'MultiPolygon', coordinates: Array.from({ length: 1_000_000 }, () => [[]]) };
  assert.equal((await judged(rings))?.[0], 'TOO_MANY_POINTS');
  const wide = {
    type: 'Polygon',
    coordinates: [Array.from({ length: 10 }, () => Array.from({ length: 200_000 }, () => 1))],
  };
  assert.equal((await judged(wide))?.[0], 'TOO_MANY_POINTS');
});

test('finds what is wrong with a large ring where a small one has it', async () => {
  const ring = flower(50_000);
  const crossed = ring.toSpliced(25_000, 0, [4, 52.5], [4.5, 51.5], [3.5, 51.5]);
  const [code, message] = (await judged(polygon(crossed))) ?? [];
  assert.equal(code, 'SELF_INTERSECTION');
  assert.match(message ?? '', /^the outer ring of polygon 1 crosses itself at latitude .*, longitude /);
  assert.deepEqual((await judged(polygon(ring.slice(0, -1)))) ?? [], [
    'NOT_CLOSED',
    'the outer ring of polygon 1 must end with the point it begins with',
  ]);
  const outside = polygon(ring, flower(20_000, { longitude: 8 }));
  assert.match((await judged(outside))?.join() ?? '', /^HOLE_OUTSIDE_SHELL,hole 1 of polygon 1 /);
  const [gap] = (await judged(polygon(ring.toSpliced(7, 1, [])))) ?? [];
  assert.equal(gap, 'NOT_A_POSITION');
});

test('judges many at once in their order, good and bad, small and large', async () => {
  const good = polygon(flower(20));
  const inputs = [
    { boundary: good },
    {},
    { boundary: polygon(flower(60_000)) },
    { circle: { latitude: 1, longitude: 2, radiusMeters: 0 } },
    ...Array.from({ length: 1_200 }, () => ({ boundary: good })),
    { boundary: polygon(flower(1_000_000)) },
    { circle: { latitude: 1, longitude: 2, radiusMeters: 5 } },
  ];
  const answers = await geometry.judge(inputs);
  assert.equal(answers.length, inputs.length);
  const told = answers.map((answer) => (answer.ok ? (answer.value?.shape ?? null) : answer.userErrors[0]?.code));
  assert.deepEqual(told.slice(0, 4), ['BOUNDARY', null, 'BOUNDARY', 'RADIUS_OUT_OF_RANGE']);
  assert.deepEqual(new Set(told.slice(4, -2)), new Set(['BOUNDARY']));
  assert.deepEqual(told.slice(-2), ['TOO_MANY_POINTS', 'CIRCLE']);
});

test('fails what waits when it stops, and takes nothing more', async () => {
  const stopped = createGeometry({ threads: 1 });
  const boundary = polygon(flower(50_000));
  const pending = Promise.allSettled([stopped.judge([{ boundary }]), stopped.judge([{ boundary }])]);
  await stopped.stop();
  for (const { status } of await pending) assert.equal(status, 'rejected');
  await assert.rejects(stopped.judge([{ boundary }]), { code: 'UNAVAILABLE' });
});

test('refuses what is too much to wait for', async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 70 }, () => geometry.judge([{ boundary: polygon(flower(2_000)) }])),
  );
  const refused = answers.filter(({ status }) => status === 'rejected');
  assert.ok(refused.length >= 1 && refused.length < 10, `${refused.length} refused`);
  assert.equal((refused[0] as PromiseRejectedResult).reason.code, 'UNAVAILABLE');
});
