import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeOwnTracksMqtt } from './decode-mqtt.ts';
import { decodeOwnTracks } from './decode-owntracks.ts';
import { encodeOwnTracksEncrypted } from './encode-encrypted.ts';
import { encodeOwnTracksLocation } from './encode-location.ts';

const FIX = { identifier: 'jane/phone', recordedAt: 1_700_000_000_000, latitude: 60, longitude: 30, attributes: {} };
const NONCE = new Uint8Array(24).fill(7);
const SEAL = { secret: 'open sesame', nonce: NONCE };
const SEALED = encodeOwnTracksEncrypted(encodeOwnTracksLocation(FIX), SEAL);

function post(body: string, secret: string | null = SEAL.secret) {
  return decodeOwnTracks({ user: 'jane', device: 'phone', query: '', body, secretOf: () => secret });
}

test('opens a message with the secret of the phone, over HTTP and MQTT', () => {
  assert.deepEqual(post(SEALED), { kind: 'fix', fix: FIX });
  const asked: string[] = [];
  const secretOf = (identifier: string) => {
    asked.push(identifier);
    return SEAL.secret;
  };
  const payload = new TextEncoder().encode(SEALED);
  const published = decodeOwnTracksMqtt({ topic: 'owntracks/jane/phone', payload, secretOf });
  assert.deepEqual([published, asked], [{ kind: 'fix', fix: FIX }, ['jane/phone']]);
});

test('sends the nonce first, then a box that is 16 bytes longer than the text, in base64', () => {
  const bytes = Buffer.from(String(JSON.parse(encodeOwnTracksEncrypted('text', SEAL)).data), 'base64');
  assert.equal(bytes.length, 24 + 16 + 4);
  assert.deepEqual(Uint8Array.from(bytes.subarray(0, 24)), NONCE);
});

test('fills a secret up with zeros and cuts it off at 32 bytes, as the apps do', () => {
  assert.equal(post(SEALED, `${SEAL.secret}\0\0`).kind, 'fix');
  const long = 'ż'.repeat(20);
  const sealed = encodeOwnTracksEncrypted(encodeOwnTracksLocation(FIX), { ...SEAL, secret: long });
  assert.equal(post(sealed, 'ż'.repeat(16)).kind, 'fix');
  assert.equal(post(sealed, 'ż'.repeat(15)).kind, 'unsupported');
});

test('leaves closed what another secret sealed and what was changed, and names the phone', () => {
  const wrong = post(SEALED, 'open barley');
  assert.ok(wrong.kind === 'unsupported');
  assert.deepEqual([wrong.identifier, wrong.problem.field, wrong.encrypted], ['jane/phone', 'data', true]);
  const bytes = Buffer.from(String(JSON.parse(SEALED).data), 'base64');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes.with(at, (bytes[at] ?? 0) ^ 1)).toString('base64');
    assert.equal(post(JSON.stringify({ _type: 'encrypted', data: changed })).kind, 'unsupported', `byte ${at}`);
    const cut = bytes.subarray(0, at).toString('base64');
    const { kind } = post(JSON.stringify({ _type: 'encrypted', data: cut }));
    assert.equal(kind, at < 40 ? 'malformed' : 'unsupported', `cut at ${at}`);
  }
});

test('refuses data that is no base64, or none', () => {
  for (const data of ['***', 5, null, undefined, '']) {
    assert.equal(post(JSON.stringify({ _type: 'encrypted', data })).kind, 'malformed', JSON.stringify(data));
  }
});

test('leaves a message closed where no secret is known, or where it was encrypted twice', () => {
  assert.equal(post(SEALED, null).kind, 'unsupported');
  assert.equal(post(encodeOwnTracksEncrypted(SEALED, SEAL)).kind, 'unsupported');
});

test('refuses to seal with a nonce of another length', () => {
  assert.throws(() => encodeOwnTracksEncrypted('{}', { secret: 's', nonce: new Uint8Array(8) }), RangeError);
});
