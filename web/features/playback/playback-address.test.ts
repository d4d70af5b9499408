import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenIn, replayLink, spanIn, yesterdayOf } from './playback-address.ts';

const A = '01980000-0000-7000-8000-00000000000a';
const B = '01980000-0000-7000-8000-00000000000b';
const WHERE = { today: '2026-11-20', timeZone: 'Europe/Berlin' };

test('an address names people, assets and trackers, each once, and whatever else it says is ignored', () => {
  assert.deepEqual(chosenIn(`tracker:${A},person:${B},tracker:${A},zone:${A},person:x`), [
    { kind: 'tracker', id: A },
    { kind: 'person', id: B },
  ]);
  assert.deepEqual(chosenIn(null), []);
});

test('an address names no more than can be replayed beside each other', () => {
  const ids = Array.from({ length: 40 }, (_, index) => A.slice(0, -2) + String(10 + index));
  const chosen = chosenIn(ids.map((id) => `tracker:${id}`).join(','));
  assert.deepEqual(
    chosen.map(({ id }) => id),
    ids.slice(0, 12),
  );
});

test('a day is that of the time zone, with as many hours as it has', () => {
  const span = spanIn(new URLSearchParams('day=2026-10-25'), WHERE);
  assert.equal(new Date(span.from).toISOString(), '2026-10-24T22:00:00.000Z');
  assert.equal(span.to - span.from, 25 * 60 * 60_000);
});

test('today is replayed where the address names no time that can be', () => {
  for (const text of [
    '',
    'day=2026-11-21',
    'day=x',
    'from=2026-11-20T10:00:00Z&to=2026-11-20T09:00:00Z',
    'from=2026-01-01T00:00:00Z&to=2026-11-01T00:00:00Z',
  ])
    assert.equal(spanIn(new URLSearchParams(text), WHERE).day, '2026-11-20', text);
  assert.equal(yesterdayOf('2026-03-01'), '2026-02-28');
});

test('a link leads back to who, when, which instant and how fast', () => {
  const parameters = new URLSearchParams(`who=tracker:${A}&from=2026-11-20T10:00:00.000Z&to=2026-11-20T12:00:00.000Z`);
  const span = spanIn(parameters, WHERE);
  const link = new URL(
    replayLink({
      origin: 'http://demo.localhost',
      who: chosenIn(parameters.get('who')),
      span,
      at: span.from + 5,
      speed: 60,
    }),
  );
  assert.equal(link.pathname, '/playback');
  assert.deepEqual(spanIn(link.searchParams, WHERE), span);
  assert.deepEqual(chosenIn(link.searchParams.get('who')), [{ kind: 'tracker', id: A }]);
  assert.equal(link.searchParams.get('at'), '2026-11-20T10:00:00.005Z');
  assert.equal(link.searchParams.get('speed'), '60');
});
