import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestReading, type Reading } from './best-reading.ts';

function reading(kind: string, rest: Partial<Reading> & { checksum?: 'RIGHT' | 'WRONG' | 'NONE' } = {}): Reading {
  const { checksum = 'NONE', droppedBytes = 0 } = rest;
  return { droppedBytes, frames: [{ hex: '00'.repeat(50), checksum, messages: [{ kind, fields: [] }] }] };
}

test('a right checksum says more than a place found without one', () => {
  const found = bestReading(
    new Map([
      ['h02', reading('FIX')],
      ['gt06', reading('HEARTBEAT', { checksum: 'RIGHT' })],
    ]),
  );
  assert.equal(found?.protocol, 'gt06');
});

test('of readings that understand the same the one that leaves out less fits better', () => {
  const found = bestReading(
    new Map([
      ['nmea', reading('FIX', { droppedBytes: 40 })],
      ['meitrack', reading('FIX')],
    ]),
  );
  assert.equal(found?.protocol, 'meitrack');
});

test('what nobody understands fits nothing', () => {
  const found = bestReading(
    new Map([
      ['h02', reading('MALFORMED')],
      ['gt06', null],
      ['teltonika', reading('HEARTBEAT', { droppedBytes: 51 })],
      ['nmea', { frames: [], droppedBytes: 3 }],
    ]),
  );
  assert.equal(found, null);
});
