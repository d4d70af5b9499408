import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PROTOCOLS, type FrameSplitter } from '@trekker/protocols';

import { createInbox } from './inbox.ts';

function splitter(): FrameSplitter {
  const teltonika = PROTOCOLS.find(({ name }) => name === 'teltonika');
  assert.ok(teltonika);
  return teltonika.splitter();
}

/** Signs of life of one byte: as many frames as there can be. */
const PINGS = new Uint8Array(65_536).fill(0xff);

test('cuts no more frames than may wait, but for those of one piece, and gives them all in the end', () => {
  const inbox = createInbox(splitter(), 32);
  inbox.add(PINGS);
  assert.equal(inbox.isFull(), true);
  let frames = 0;
  for (let taken = inbox.take(); taken.length; taken = inbox.take()) {
    assert.ok(taken.length <= 32);
    frames += taken.length;
  }
  assert.equal(frames, PINGS.length);
  assert.equal(inbox.isFull(), false);
});

test('gives nothing while a frame is not complete', () => {
  const inbox = createInbox(splitter(), 32);
  inbox.add(Uint8Array.of(0, 15));
  assert.deepEqual([inbox.take(), inbox.isFull()], [[], false]);
});
