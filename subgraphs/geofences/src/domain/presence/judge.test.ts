import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fixAt, versions } from '../../../test/circle-walk.ts';
import { judge, judgePlace, type Judgement } from './judge.ts';

const CASES: readonly [rules: string, meters: number, accuracy: number | null, expected: Judgement][] = [
  ['plain', 0, null, 'IN'],
  ['plain', 99.9, null, 'IN'],
  ['plain', 100.1, null, 'OUT'],
  ['plain', 0, 5_000, 'IN'],
  ['buffers', 89.9, null, 'IN'],
  ['buffers', 90.1, null, 'NOTHING'],
  ['buffers', 99.9, null, 'NOTHING'],
  ['buffers', 100.1, null, 'NOTHING'],
  ['buffers', 119.9, null, 'NOTHING'],
  ['buffers', 120.1, null, 'OUT'],
  ['accuracy', 0, 50, 'IN'],
  ['accuracy', 0, 50.01, 'NOTHING'],
  ['accuracy', 500, 50.01, 'NOTHING'],
  ['accuracy', 500, null, 'OUT'],
];

const RULES: Readonly<Record<string, string>> = {
  plain: '0:100',
  buffers: '0:100,enterBufferMeters=10,exitBufferMeters=20',
  accuracy: '0:100,maxAccuracyMeters=50',
};

for (const [rules, meters, accuracy, expected] of CASES) {
  test(`${rules}: ${meters} m from the centre of 100 m, ${accuracy} m accurate, is ${expected}`, () => {
    const [version] = versions(RULES[rules] ?? '');
    assert.ok(version?.kind === 'shaped');
    assert.equal(
      judge(version, fixAt(1, meters, accuracy), { isContained: meters < 100, isPlausible: true }),
      expected,
    );
  });
}

test('counts the border itself as inside', () => {
  const [version] = versions('0:100');
  assert.ok(version?.kind === 'shaped' && version.shape.kind === 'circle');
  const border = { ...version, shape: { ...version.shape, radiusMeters: 0 } };
  assert.equal(judgePlace(border, fixAt(1, 0), { accuracyMeters: null }), 'IN');
});
