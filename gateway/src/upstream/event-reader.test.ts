import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventReader } from './event-reader.ts';

test('reads events with any ends of lines, comments and fields nobody knows, however they are cut', () => {
  const text =
    ': hello\r\n\r\nevent: next\r\ndata: {"a":\ndata:1}\rid: 7\n\ndata\n\nevent:complete\ndata:\n\nevent: half';
  const expected = [
    { name: 'next', data: '{"a":\n1}' },
    { name: 'message', data: '' },
    { name: 'complete', data: '' },
  ];
  for (let size = 1; size <= text.length; size++) {
    const reader = new EventReader(1_000);
    const events = [];
    for (let at = 0; at < text.length; at += size) events.push(...reader.read(text.slice(at, at + size)));
    assert.deepEqual(events, expected, `in pieces of ${size}`);
  }
});

test('gives up on an event that does not end', () => {
  const reader = new EventReader(100);
  reader.read(`data: ${'x'.repeat(60)}\n`);
  assert.throws(() => reader.read(`data: ${'x'.repeat(60)}`), /longer than 100/);
});
