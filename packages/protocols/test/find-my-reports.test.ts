import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findMyKey, hashAdvertisementKey, openReport } from '@trekker/protocols';

const FOLDER = 'findmy';
const path = join(import.meta.dirname, '../../../../shared/data', FOLDER);

interface KeyRecord {
  readonly private_key_b64: string;
  readonly adv_key_b64: string;
  readonly hashed_adv_key_b64: string;
}

interface SealedReport extends KeyRecord {
  readonly payload_b64: string;
  readonly expected: {
    readonly timestamp: number;
    readonly lat: number;
    readonly lon: number;
    readonly horizontal_accuracy: number;
    readonly status: number;
    readonly confidence: number;
  };
}

interface BadReport {
  readonly reason: string;
  readonly private_key_b64: string;
  readonly payload_b64: string;
}

/** The part of a bad report that must be named as the problem. */
const FIELDS: Readonly<Record<string, string>> = {
  tag_tampered: 'tag',
  wrong_key: 'tag',
  ciphertext_tampered: 'tag',
  truncated: 'payload',
  point_not_on_curve: 'ephemeralKey',
};

if (!existsSync(path)) {
  test('opens sealed reports of known keys', { skip: `needs shared/data/${FOLDER}` });
} else {
  const read = (file: string) => JSON.parse(readFileSync(join(path, file), 'utf8'));
  const keys: KeyRecord[] = read('keys.json');
  const { vectors, must_fail }: { vectors: SealedReport[]; must_fail: BadReport[] } = read('reports.json');

  test('knows keys, good reports and bad ones', () => {
    assert.ok(keys.length > 0 && vectors.length > 0 && must_fail.length > 0);
  });
  test('derives every advertisement key and its hash from the private key', () => keys.forEach(agreeOnKey));
  for (const [at, report] of vectors.entries()) test(`opens sealed report ${at}`, () => agree(report));
  for (const [at, report] of must_fail.entries()) {
    test(`refuses bad report ${at}, ${report.reason}`, () => refuse(report));
  }
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

function agreeOnKey({ private_key_b64, adv_key_b64, hashed_adv_key_b64 }: KeyRecord): void {
  const key = findMyKey(bytesOf(private_key_b64));
  assert.equal(key.kind, 'key');
  assert.deepEqual(key.advertisementKey, bytesOf(adv_key_b64));
  assert.deepEqual(
    [key.hashedAdvertisementKey, hashAdvertisementKey(bytesOf(adv_key_b64))],
    Array(2).fill(hashed_adv_key_b64),
  );
}

function open({ private_key_b64, payload_b64 }: BadReport | SealedReport) {
  return openReport({
    payload: bytesOf(payload_b64),
    key: { privateKey: bytesOf(private_key_b64) },
    identifier: 'tag',
  });
}

function agree(report: SealedReport): void {
  const opened = open(report);
  assert.equal(opened.kind, 'fix', JSON.stringify(opened));
  const { recordedAt, latitude, longitude, accuracyMeters, attributes } = opened.fix;
  const { timestamp, lat, lon, horizontal_accuracy, status, confidence } = report.expected;
  assert.deepEqual([recordedAt, latitude, longitude], [timestamp * 1000, lat, lon]);
  assert.deepEqual([accuracyMeters, attributes['status']], [horizontal_accuracy, status]);
  assert.equal(attributes['confidence'], confidence);
}

function refuse(report: BadReport): void {
  const opened = open(report);
  assert.equal(opened.kind, 'malformed');
  assert.equal(opened.problem.field, FIELDS[report.reason] ?? opened.problem.field);
  assert.notEqual(opened.problem.expected, '');
}
