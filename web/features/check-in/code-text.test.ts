import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeAddress, readCode } from './code-text.ts';

const written = (parts: readonly unknown[]) => `${Buffer.from(JSON.stringify(parts)).toString('base64url')}.signed-_`;
const ofZone = written(['tenant', 'zone', 2_000, 1_000]);
const ofStation = written(['tenant', 'muster', 'station', 1_000, 2_000]);

test('a code tells what it is for and how long it says to hold, in an address as bare', () => {
  const zone = { kind: 'zone', text: ofZone, zoneId: 'zone', madeAt: 1_000, expiresAt: 2_000 };
  const station = {
    kind: 'station',
    text: ofStation,
    musterId: 'muster',
    stationId: 'station',
    madeAt: 1_000,
    expiresAt: 2_000,
  };
  assert.deepEqual(readCode(ofZone), zone);
  assert.deepEqual(readCode(` ${ofStation}\n`), station);
  assert.deepEqual(readCode(codeAddress('https://demo.example', ofZone)), zone);
});

test('the code stands behind the hash of its address, which no server is sent', () => {
  const { pathname, search, hash } = new URL(codeAddress('https://demo.example', ofZone));
  assert.deepEqual([pathname, search, hash], ['/check-in', '', `#code=${ofZone}`]);
});

test('what is no code is none', () => {
  const others = [
    '',
    'https://example.org',
    'a.b.c',
    'nonsense.signed',
    ofZone.split('.')[0] ?? '',
    written(['tenant', 'zone', 'soon', 1]),
    written(['tenant', 1, 'station', 1, 2]),
    written(['tenant', 'muster', 'station', 1, null]),
    written([]),
    `${Buffer.from('{}').toString('base64url')}.signed`,
  ];
  for (const text of others) assert.equal(readCode(text), null, text);
});
