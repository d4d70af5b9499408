import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fetchReports } from './fetch-reports.ts';
import type { EncryptedReport, FetchFailure, ReportFetcher } from './fetcher.ts';
import { findMyKey } from './key.ts';
import { keyringOf, openWithKeyring } from './keyring.ts';
import { memoryFetcher } from './memory-fetcher.ts';
import { sealReport } from './seal-report.ts';

const privateKeyOf = (seed: number) => new Uint8Array(28).fill(seed);

function keyOf(seed: number) {
  const key = findMyKey(privateKeyOf(seed));
  assert.equal(key.kind, 'key');
  return key;
}

/** Report number n for the key of a seed, a minute after the one before. */
function reportFor(seed: number, n: number): EncryptedReport {
  const key = keyOf(seed);
  const recordedAt = Date.UTC(2024, 0, 1, 0, n);
  const place = { recordedAt, latitude: n, longitude: seed, accuracyMeters: 5, status: 0, confidence: 3 };
  const payload = sealReport(place, { tag: key, ephemeral: keyOf(99) });
  return { hashedKey: key.hashedAdvertisementKey, payload, publishedAt: recordedAt };
}

const reports = [1, 2, 3].flatMap((seed) => [0, 1, 2].map((n) => reportFor(seed, n)));
const hashedKeys = [1, 2, 3].map((seed) => keyOf(seed).hashedAdvertisementKey);

async function collect(fetcher: ReportFetcher, query = { hashedKeys, since: 0 }) {
  return Array.fromAsync(fetchReports(fetcher, query));
}

test('fetches every report, however small pages and requests are', async () => {
  for (const [pageSize, mostKeys] of [
    [1, 1],
    [2, 2],
    [100, 256],
  ] as const) {
    const pages = await collect(memoryFetcher(reports, { pageSize, mostKeys }));
    const found = pages.flatMap((page) => (page.kind === 'page' ? page.reports : assert.fail(page.message)));
    assert.deepEqual(new Set(found), new Set(reports));
    assert.equal(found.length, reports.length);
  }
});

test('leaves out what is older, and keys nobody asked for', async () => {
  const [page] = await collect(memoryFetcher(reports), {
    hashedKeys: hashedKeys.slice(0, 1),
    since: Date.UTC(2024, 0, 1, 0, 1),
  });
  assert.deepEqual(page, { kind: 'page', reports: reports.slice(1, 3), next: null });
});

test('asks for nothing where there are no keys', async () => {
  assert.deepEqual(await collect(memoryFetcher(reports), { hashedKeys: [], since: 0 }), []);
});

test('gives what came before a failure, then the failure, and asks no more', async () => {
  const limited: FetchFailure = { kind: 'failure', reason: 'limited', retryAfterMs: 1000, message: 'too often' };
  let requests = 0;
  const failure = () => (++requests === 2 ? limited : null);
  const kinds = await collect(memoryFetcher(reports, { pageSize: 2, failure }));
  assert.deepEqual([kinds.length, kinds[1], requests], [2, limited, 2]);
});

test('stops at a source that never comes to an end', async () => {
  const fetcher: ReportFetcher = {
    name: 'loop',
    mostKeys: 10,
    fetch: async () => ({ kind: 'page', reports: [], next: 'again' }),
  };
  const pages = await collect(fetcher);
  assert.deepEqual(
    pages.map((page) => (page.kind === 'failure' ? page.reason : page.kind)),
    ['page', 'unexpected'],
  );
});

test('stops when it is told to', async () => {
  const stop = AbortSignal.abort();
  const query = { hashedKeys, since: 0, signal: stop };
  const [page] = await Array.fromAsync(fetchReports(memoryFetcher(reports), query));
  assert.equal(page?.kind === 'failure' && page.reason, 'unavailable');
});

test('opens each report with the key of its tag, also of a tag with several', () => {
  const keyring = keyringOf([
    { identifier: 'drill', privateKey: privateKeyOf(1) },
    { identifier: 'drill', privateKey: privateKeyOf(2) },
    { identifier: 'late', privateKey: privateKeyOf(1) },
    { identifier: 'broken', privateKey: new Uint8Array(3) },
  ]);
  assert.deepEqual(
    keyring.refused.map(({ identifier, problem }) => [identifier, problem.field]),
    [['broken', 'privateKey']],
  );
  const opened = reports.map((report) => openWithKeyring(keyring, report));
  assert.deepEqual(
    opened.map((one) => (one.kind === 'fix' ? [one.fix.identifier, one.fix.latitude] : [one.kind])),
    [...[0, 1, 2, 0, 1, 2].map((n) => ['drill', n]), ...[0, 1, 2].map(() => ['unsupported'])],
  );
});
