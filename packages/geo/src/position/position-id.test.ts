import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomPosition } from '../../test/random-position.ts';
import { seededRandom } from '../../test/seeded-random.ts';
import { parsePositionId, positionId } from './position-id.ts';

const key = { trackerId: '0190a5b0-7e5c-7c3a-9f00-0123456789ab', recordedAt: 1_211_018_404_000, dedupe: 7n };

test('gives the key of every id back, extremes included', () => {
  const random = seededRandom(1);
  for (let round = 0; round < 2_000; round++) {
    const { trackerId, recordedAt, dedupe } = randomPosition(random);
    const id = positionId({ trackerId, recordedAt, dedupe });
    assert.match(id, /^[\w-]{40}$/);
    assert.deepEqual(parsePositionId(id), { trackerId, recordedAt, dedupe });
  }
});

test('writes the same text for ever', () => {
  assert.equal(
    positionId(key),
    Buffer.from('0190a5b07e5c7c3a9f000123456789ab0119f65260a00000000000000007', 'hex').toString('base64url'),
  );
});

test('accepts no second spelling and no other text', () => {
  const id = positionId(key);
  for (const text of [
    '',
    id.slice(1),
    `${id}A`,
    `${id}=`,
    ` ${id.slice(1)}`,
    `+${id.slice(1)}`,
    `${id.slice(0, -1)}é`,
  ]) {
    assert.equal(parsePositionId(text), null, JSON.stringify(text));
  }
});

test('refuses a key that no position has', () => {
  assert.throws(() => positionId({ ...key, trackerId: key.trackerId.toUpperCase() }), /lower-case UUID/);
  assert.throws(() => positionId({ ...key, trackerId: 'tracker-7' }), /lower-case UUID/);
  for (const recordedAt of [-1, 0.5, Number.NaN, 2 ** 48]) {
    assert.throws(() => positionId({ ...key, recordedAt }), /recordedAt must be/);
  }
  for (const dedupe of [-1n, 2n ** 64n]) assert.throws(() => positionId({ ...key, dedupe }), /dedupe must be/);
});
