import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minuteOf, recentWindow } from './recent-window.ts';

const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);

test('the last hour moves on by the minute, and what is asked for every ten', () => {
  assert.deepEqual(recentWindow(at('09:34:59.999')), { since: at('08:34:00'), from: '2026-11-20T08:30:00.000Z' });
  assert.deepEqual(recentWindow(at('09:35:00')), { since: at('08:35:00'), from: '2026-11-20T08:30:00.000Z' });
  assert.deepEqual(recentWindow(at('09:40:00')), { since: at('08:40:00'), from: '2026-11-20T08:40:00.000Z' });
});

test('a minute begins at its first millisecond', () => {
  assert.equal(minuteOf(at('09:34:59.999')), at('09:34:00'));
  assert.equal(minuteOf(at('09:35:00')), at('09:35:00'));
});
