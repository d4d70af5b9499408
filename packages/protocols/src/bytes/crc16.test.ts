import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARC, X25, crc16 } from './crc16.ts';

/** The check values that the catalogue of CRC parameters gives for the nine digits. */
const DIGITS = new TextEncoder().encode('123456789');

test('gives the check value of X-25', () => {
  assert.equal(crc16(DIGITS, X25), 0x906e);
});

test('gives the check value of ARC', () => {
  assert.equal(crc16(DIGITS, ARC), 0xbb3d);
});
