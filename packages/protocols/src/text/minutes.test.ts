import assert from 'node:assert/strict';
import { test } from 'node:test';
import { degreesOfMinutes, minutesOf } from './minutes.ts';

test('reads degrees and minutes of either axis', () => {
  assert.equal(degreesOfMinutes('2230.0000', 'N'), 22.5);
  assert.equal(degreesOfMinutes('11354.0000', 'W'), -113.9);
  assert.equal(degreesOfMinutes('0030.', 'S'), -0.5);
  assert.equal(degreesOfMinutes('30.0', 'E'), 0.5);
  assert.equal(degreesOfMinutes(' 8415.0', 'E'), 84.25);
});

test('takes the sign where there is no letter', () => {
  assert.equal(degreesOfMinutes('-2230.0', ''), -22.5);
  assert.equal(degreesOfMinutes('2230.0', ''), 22.5);
});

test('knows no south of zero', () => {
  assert.ok(Object.is(degreesOfMinutes('0000.0000', 'S'), 0));
});

test('reads nothing else', () => {
  for (const text of ['', 'x', '2', '22 30.0', '1e3', '22.5,N'])
    assert.equal(degreesOfMinutes(text, 'N'), undefined, text);
  assert.equal(degreesOfMinutes('2230.0', 'Q'), undefined);
});

test('writes degrees and minutes, and never minute 60', () => {
  assert.deepEqual(minutesOf(22.5, 'latitude', 4), { text: '2230.0000', hemisphere: 'N' });
  assert.deepEqual(minutesOf(-0.05, 'longitude', 4), { text: '00003.0000', hemisphere: 'W' });
  assert.deepEqual(minutesOf(9.999_999_99, 'latitude', 4), { text: '1000.0000', hemisphere: 'N' });
});
