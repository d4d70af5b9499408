import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LiveEvent } from '../live/live-event.ts';
import { RecentEvents } from './recent-events.ts';

/** As much of an event as keeping it takes. */
function eventAt(cursor: string, weight = 1): LiveEvent {
  return { head: { cursor }, weight } as unknown as LiveEvent;
}

describe('the last events of a group', () => {
  test('are told behind a cursor that the stream stood at', () => {
    const recent = new RecentEvents('c0');
    for (const cursor of ['c1', 'c2', 'c3']) recent.add(eventAt(cursor));
    const behind = (cursor: string) => recent.since(cursor)?.map(({ head }) => head.cursor);
    assert.deepEqual(behind('c0'), ['c1', 'c2', 'c3']);
    assert.deepEqual(behind('c2'), ['c3']);
    assert.deepEqual(behind('c3'), []);
    assert.equal(behind('c9'), undefined);
  });

  test('are no more than so many', () => {
    const recent = new RecentEvents('c0');
    for (let index = 1; index <= 300; index += 1) recent.add(eventAt(`c${index}`));
    assert.equal(recent.since('c0'), null);
    assert.equal(recent.since('c10'), null);
    assert.equal(recent.since('c44')?.length, 256);
    assert.equal(recent.cursor, 'c300');
  });

  test('take no more than so much memory, but for the last one', () => {
    const recent = new RecentEvents('c0');
    for (let index = 1; index <= 5; index += 1) recent.add(eventAt(`c${index}`, 1_500_000));
    assert.equal(recent.since('c2'), null);
    assert.equal(recent.since('c3')?.length, 2);
    recent.add(eventAt('c6', 9_000_000));
    assert.equal(recent.since('c5')?.length, 1);
    assert.equal(recent.since('c4'), null);
  });
});
