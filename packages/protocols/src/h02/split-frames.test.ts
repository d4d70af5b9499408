import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitH02 } from './split-frames.ts';

const text = (characters: string) => new TextEncoder().encode(characters);
const show = (frames: readonly Uint8Array[]) => frames.map((frame) => Buffer.from(frame).toString('latin1'));

/** A binary message of so many bytes, decimal digits and all. */
function binary(length: number, marker = 0x24): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at === 0 ? marker : 0x11));
}

test('cuts joined messages, texts and binary ones, and passes over line ends', () => {
  const splitter = splitH02();
  const joined = Buffer.concat([text('*HQ,1,HTBT,1#\r\n'), binary(32), binary(32, 0x58), text('*HQ,1,HTBT,2#')]);
  assert.deepEqual(
    splitter.push(joined).map(({ length }) => length),
    [13, 32, 32, 13],
  );
  assert.deepEqual([splitter.waiting(), splitter.dropped()], [0, 0]);
});

for (const length of [32, 42, 45]) {
  test(`takes ${length} bytes for a binary message where the bytes or the message end there`, () => {
    assert.deepEqual(
      splitH02()
        .push(binary(length))
        .map((frame) => frame.length),
      [length],
    );
    const joined = Buffer.concat([binary(length), binary(length), text('*HQ,1,HTBT,2#')]);
    assert.deepEqual(
      splitH02()
        .push(joined)
        .map((frame) => frame.length),
      [length, length, 13],
    );
  });
}

test('waits for the rest of a long message once a connection has sent one', () => {
  const splitter = splitH02();
  splitter.push(binary(45));
  assert.deepEqual(splitter.push(binary(45).subarray(0, 32)), []);
  assert.deepEqual(
    splitter.push(binary(45).subarray(32)).map((frame) => frame.length),
    [45],
  );
});

test('drops and counts what belongs to no message, and a text that was broken off', () => {
  const splitter = splitH02();
  assert.deepEqual(show(splitter.push(text('???*HQ,1,V1,12*HQ,1,HTBT,2#'))), ['*HQ,1,HTBT,2#']);
  assert.equal(splitter.dropped(), 14);
});

test('does not take a dollar sign in a text, nor one before other bytes, for a binary message', () => {
  assert.deepEqual(show(splitH02().push(text('*HQ,1,SMS,cost $5#'))), ['*HQ,1,SMS,cost $5#']);
  const splitter = splitH02();
  assert.deepEqual(splitter.push(text('$5 and more than thirty-two bytes of text')), []);
  assert.equal(splitter.waiting(), 0);
});
