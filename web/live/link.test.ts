import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { cameBack, changeLink, linkStatus, newLink, type Link, type LinkChange } from './link.ts';

suite('cameBack', () => {
  const link = { ...newLink(0, true), phase: 'lost', heardAt: 10_000 } as const;

  test('is said of a socket that connects after a silence, not of one that is renewed or connects for the first time', () => {
    assert.equal(cameBack(link, { kind: 'connected' }, 25_000), true);
    assert.equal(cameBack(link, { kind: 'connected' }, 16_000), false);
    assert.equal(cameBack({ ...link, heardAt: null }, { kind: 'connected' }, 25_000), false);
    for (const kind of ['connecting', 'heard', 'closed'] as const)
      assert.equal(cameBack(link, { kind }, 25_000), false);
  });

  test('is said although the server is heard of just before it accepts the socket', () => {
    const silent = after([
      [0, 'connected'],
      [1_000, 'heard'],
      [11_000, 'closed'],
      [12_000, 'connecting'],
      [14_000, 'heard'],
    ]);
    assert.equal(cameBack(silent, { kind: 'connected' }, 14_000), true);
  });

  test('is said when the browser has a network again', () => {
    assert.equal(cameBack({ ...link, online: false }, { kind: 'network', online: true }, 0), true);
    assert.equal(cameBack(link, { kind: 'network', online: true }, 0), false);
    assert.equal(cameBack(link, { kind: 'network', online: false }, 0), false);
  });
});

suite('linkStatus', () => {
  test('says connecting at first, reconnecting when that takes long', () => {
    const link = newLink(0, true);
    assert.deepEqual(linkStatus(link, 1_000), { kind: 'connecting' });
    assert.deepEqual(linkStatus(link, 5_000), { kind: 'reconnecting', seconds: null });
  });

  test('says live while something is heard', () => {
    const link = after([
      [0, 'connected'],
      [9_000, 'heard'],
    ]);
    assert.deepEqual(linkStatus(link, 10_000), { kind: 'live' });
  });

  test('says how far behind when nothing is heard on an open connection', () => {
    const link = after([[0, 'connected']]);
    assert.deepEqual(linkStatus(link, 12_000), { kind: 'behind', seconds: 12 });
  });

  test('says how far behind when events arrive late, until they are in time again', () => {
    const late = after([
      [0, 'connected'],
      [1_000, { kind: 'lag', lagMs: 12_000 }],
      [1_000, 'heard'],
    ]);
    assert.deepEqual(linkStatus(late, 1_500), { kind: 'behind', seconds: 12 });
    assert.deepEqual(linkStatus(changeLink(late, { kind: 'lag', lagMs: 200 }, 2_000), 2_000), { kind: 'live' });
  });

  test('takes an event that seems to come from the future, by a clock that is off, for one in time', () => {
    const early = changeLink(newLink(0, true), { kind: 'lag', lagMs: -60_000 }, 1_000);
    assert.equal(early.lagMs, 0);
  });

  test('does not mention a break that is over at once, and names the age of what is shown after that', () => {
    const link = after([
      [0, 'connected'],
      [10_000, 'heard'],
      [10_500, 'closed'],
      [10_600, 'connecting'],
    ]);
    assert.deepEqual(linkStatus(link, 11_000), { kind: 'live' });
    assert.deepEqual(linkStatus(link, 40_000), { kind: 'reconnecting', seconds: 30 });
  });

  test('counts a break from its beginning, not from the last attempt', () => {
    const link = after([
      [0, 'connected'],
      [1_000, 'closed'],
      [9_000, 'connecting'],
      [9_100, 'closed'],
    ]);
    assert.equal(linkStatus(link, 9_200).kind, 'reconnecting');
  });

  test('says offline when the browser has no network, whatever else is known', () => {
    const link = after([
      [0, 'connected'],
      [5_000, { kind: 'network', online: false }],
    ]);
    assert.deepEqual(linkStatus(link, 6_000), { kind: 'offline', seconds: 6 });
    assert.deepEqual(linkStatus(newLink(0, false), 1_000), { kind: 'offline', seconds: null });
  });

  test('is live again after the connection returns', () => {
    const link = after([
      [0, 'connected'],
      [1_000, 'closed'],
      [60_000, 'connected'],
    ]);
    assert.deepEqual(linkStatus(link, 60_100), { kind: 'live' });
  });
});

function after(changes: [at: number, change: LinkChange | 'connected' | 'heard' | 'closed' | 'connecting'][]): Link {
  return changes.reduce(
    (link, [at, change]) => changeLink(link, typeof change === 'string' ? { kind: change } : change, at),
    newLink(0, true),
  );
}
