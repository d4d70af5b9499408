import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { type FindMyKey, findMyKey } from './key.ts';
import { openReport } from './open-report.ts';
import { type ReportToSeal, sealReport } from './seal-report.ts';

function keyOf(privateKey: Uint8Array): FindMyKey {
  const key = findMyKey(privateKey);
  assert.equal(key.kind, 'key');
  return key;
}

const tag = keyOf(new Uint8Array(28).fill(7));
const ephemeral = keyOf(new Uint8Array(28).fill(9));

const REPORT: ReportToSeal = {
  recordedAt: Date.UTC(2024, 1, 29, 12, 30, 15),
  latitude: -37.7515901,
  longitude: 179.9999999,
  accuracyMeters: 30,
  status: 0x90,
  confidence: 2,
};

function problemOf(payload: Uint8Array, key = tag) {
  const opened = openReport({ payload, key, identifier: 'tool 1' });
  assert.equal(opened.kind, 'malformed', JSON.stringify(opened));
  assert.equal(opened.identifier, 'tool 1');
  return opened.problem;
}

for (const length of [88, 89] as const) {
  test(`opens a report of ${length} bytes`, () => {
    const payload = sealReport(REPORT, { tag, ephemeral, length });
    assert.equal(payload.length, length);
    assert.deepEqual(openReport({ payload, key: tag, identifier: 'tool 1' }), {
      kind: 'fix',
      fix: {
        identifier: 'tool 1',
        recordedAt: REPORT.recordedAt,
        latitude: REPORT.latitude,
        longitude: REPORT.longitude,
        accuracyMeters: 30,
        attributes: { confidence: 2, status: 0x90, batteryLevel: 'low' },
      },
    });
  });

  test(`reads a report of ${length} bytes that lies within a larger buffer`, () => {
    const payload = sealReport(REPORT, { tag, ephemeral, length });
    const within = new Uint8Array([1, 2, 3, ...payload, 4]).subarray(3, 3 + length);
    assert.equal(openReport({ payload: within, key: tag, identifier: 'x' }).kind, 'fix');
  });
}

for (const [status, level] of [
  [0x00, 'full'],
  [0x50, 'medium'],
  [0x90, 'low'],
  [0xff, 'critical'],
] as const) {
  test(`reads status ${status} as a battery that is ${level}`, () => {
    const payload = sealReport({ ...REPORT, status }, { tag, ephemeral });
    const opened = openReport({ payload, key: tag, identifier: 'x' });
    assert.equal(opened.kind === 'fix' && opened.fix.attributes['batteryLevel'], level);
  });
}

test('refuses a report for another key', () => {
  const { field, expected } = problemOf(sealReport(REPORT, { tag: ephemeral, ephemeral }));
  assert.equal(field, 'tag');
  assert.match(expected, /another key/);
});

test('refuses a report of any other length', () => {
  const payload = sealReport(REPORT, { tag, ephemeral });
  for (let length = 0; length < payload.length; length++) {
    assert.deepEqual(problemOf(payload.subarray(0, length)), {
      field: 'payload',
      value: `${length} bytes`,
      expected: '88 or 89 bytes',
    });
  }
  assert.equal(problemOf(new Uint8Array(90)).field, 'payload');
});

test('refuses a report of which any sealed byte was changed, and says which part', () => {
  const payload = sealReport(REPORT, { tag, ephemeral });
  for (let at = 5; at < payload.length; at++) {
    const { field } = problemOf(payload.with(at, (payload[at] ?? 0) ^ 4));
    assert.equal(field, at < 62 ? 'ephemeralKey' : 'tag', `byte ${at}`);
  }
});

test('refuses a private key that is none of the curve, without showing it', () => {
  const payload = sealReport(REPORT, { tag, ephemeral });
  for (const privateKey of [new Uint8Array(28), new Uint8Array(28).fill(255), new Uint8Array(27).fill(1)]) {
    const refused = findMyKey(privateKey);
    assert.equal(refused.kind === 'malformed' && refused.problem.field, 'privateKey');
    assert.equal(refused.kind === 'malformed' && refused.problem.value, '');
    const opened = openReport({ payload, key: { privateKey }, identifier: 'x' });
    assert.equal(opened.kind === 'malformed' && opened.problem.field, 'privateKey');
  }
});

const steps = (most: number) => fc.integer({ min: -most * 1e7, max: most * 1e7 }).map((step) => step / 1e7);
const byte = fc.integer({ min: 0, max: 255 });
const keys = fc.uint8Array({ minLength: 28, maxLength: 28 }).filter((key) => findMyKey(key).kind === 'key');
const reports: fc.Arbitrary<ReportToSeal> = fc.record(
  {
    recordedAt: fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((seconds) => Date.UTC(2001, 0, 1) + seconds * 1000),
    latitude: steps(90),
    longitude: steps(180),
    accuracyMeters: byte,
    status: byte,
    confidence: byte,
  },
  { noNullPrototype: true },
);

test('opens whatever is sealed, for any keys', () => {
  fc.assert(
    fc.property(reports, keys, keys, fc.constantFrom(88, 89), (report, tagKey, ephemeralKey, length) => {
      const sealed = { tag: keyOf(tagKey), ephemeral: keyOf(ephemeralKey), length } as const;
      const opened = openReport({ payload: sealReport(report, sealed), key: sealed.tag, identifier: 'x' });
      assert.equal(opened.kind, 'fix', JSON.stringify(opened));
      const { recordedAt, latitude, longitude, accuracyMeters, attributes } = opened.fix;
      const { status, confidence } = attributes;
      assert.deepEqual({ recordedAt, latitude, longitude, accuracyMeters, status, confidence }, report);
    }),
    { numRuns: 60 },
  );
});

test('judges any bytes without throwing, and takes none of them for a report', () => {
  const payloads = fc.oneof(fc.uint8Array({ maxLength: 120 }), fc.uint8Array({ minLength: 88, maxLength: 89 }));
  fc.assert(fc.property(payloads, (payload) => void problemOf(payload)));
});
