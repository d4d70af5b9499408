import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { encodeOsmAnd, encodeOwnTracksLocation, ownTracksTopicOf } from '@trekker/protocols';

import { accountOf, assertAccount, assertWell, complaints, sumOf } from './accounts.ts';
import { EXTREME_TEXTS, extremeObjects, full, inLanes, mutations, seed, truncations } from './disturbances.ts';
import { connectApp } from './mqtt.ts';
import { startPositions, type TestPositions } from './positions.ts';

const CHANGED = full ? 3_000 : 60;
const LANES = 24;

let site: TestPositions;
const { lines, log } = complaints();
before(async () => void (site = await startPositions({}, log)));
after(() => site[Symbol.asyncDispose]());

const NOW = Math.floor(Date.now() / 1_000) * 1_000 - 60_000;
const MEASURED = { altitudeMeters: 34, accuracyMeters: 5, speedMetersPerSecond: 1.5, headingDegrees: 90 };
const FIX = { identifier: 'jane/phone', recordedAt: NOW, latitude: 52.5, longitude: 13.4, ...MEASURED };
const WHOLE = { ...FIX, batteryPercent: 80, attributes: { note: 'x' } };
const POSITION = { tracker: FIX.identifier, time: new Date(NOW).toISOString(), latitude: 52.5, longitude: 13.4 };
const BATCHED = { ...POSITION, altitude: 34, accuracy: 5, speed: 1.5, heading: 90, battery: 80, attributes: { a: 1 } };

async function jane() {
  const tenant = await site.tenant();
  return { ...tenant, trackerId: await tenant.tracker(FIX.identifier) };
}

/** A message whole and twice, cut at every byte, changed at any, and with what else there is. */
function disturbed(text: string, others: readonly (string | Uint8Array)[] = []): Uint8Array[] {
  const whole = Buffer.from(text);
  return [whole, whole, ...truncations(whole), ...mutations(whole, CHANGED), ...others.map((one) => Buffer.from(one))];
}

/** How many of the answers had each status. */
type Answers = Record<number, number>;

/** Posts each body, and gives back how often which status came. */
async function postAll(url: string, bodies: readonly Uint8Array[], contentType: string): Promise<Answers> {
  const answers: Answers = {};
  await inLanes(bodies, LANES, async (body) => {
    const init = { method: 'POST', headers: { 'content-type': contentType }, body: Buffer.from(body) };
    const { status } = await fetch(url, init).then(async (response) => (await response.text(), response));
    answers[status] = (answers[status] ?? 0) + 1;
  });
  return answers;
}

/** What forms there are of a report with an extreme value in one field, or in one twice. */
const EXTREME_FORMS = [...new URLSearchParams(encodeOsmAnd(WHOLE)).keys(), '__proto__', 'location'].flatMap((field) =>
  EXTREME_TEXTS.map((value, index) => {
    const form = new URLSearchParams(encodeOsmAnd(WHOLE));
    if (index % 4) form.set(field, value.slice(0, 8_000));
    else form.append(field, value.slice(0, 8_000));
    return form.toString();
  }),
);

/** Quarantine keeps what was received, and the database takes no NUL. */
const REFUSED_WITH_NUL = `id=${FIX.identifier}&lat=91&lon=1&timestamp=${NOW}&no\0te=x`;

const OSMAND_JSON = {
  device_id: FIX.identifier,
  location: {
    timestamp: new Date(NOW).toISOString(),
    coords: { latitude: 52.5, longitude: 13.4, accuracy: 5, speed: 1, heading: 90, altitude: 34 },
    battery: { level: 0.5, is_charging: false },
    activity: { type: 'walking' },
    odometer: 12,
  },
};
const EXTREME_OSMAND_JSON = [
  ...extremeObjects(OSMAND_JSON),
  ...extremeObjects(OSMAND_JSON.location).map((location) => `{"device_id":"jane/phone","location":${location}}`),
  ...extremeObjects(OSMAND_JSON.location.coords).map((coords) => {
    const timestamp = OSMAND_JSON.location.timestamp;
    return `{"device_id":"jane/phone","location":{"timestamp":"${timestamp}","coords":${coords}}}`;
  }),
];
const EXTREME_LOCATIONS = extremeObjects(JSON.parse(encodeOwnTracksLocation(WHOLE)) as Record<string, unknown>);

test('accounts for every report of OsmAnd, as query, form and JSON', async (t) => {
  const { door, ...whose } = await jane();
  const forms = disturbed(encodeOsmAnd(WHOLE), [...EXTREME_FORMS, REFUSED_WITH_NUL]);
  const queries = forms.filter((_, at) => full || at % 3 === 0).map((form) => escaped(form).slice(0, 12_000));
  await inLanes(queries, LANES, async (query) => void (await (await fetch(`${door}/?${query}`)).text()));
  const answers = await postAll(`${door}/`, forms, 'application/x-www-form-urlencoded');
  const reports = disturbed(JSON.stringify(OSMAND_JSON), EXTREME_OSMAND_JSON);
  const asJson = await postAll(`${door}/`, reports, 'application/json');
  const sent = queries.length + forms.length + reports.length;
  const account = await assertAccount(site, { ...whose, way: 'osmand' }, sent);
  t.diagnostic(`TREKKER_TEST_SEED=${seed} ${sent} ${JSON.stringify({ account, answers, asJson })}`);
  assertAnswered(answers, asJson);
  assert.ok(account.accepted && account.duplicate && account.quarantined && account.unattributed);
  await assertWell(site, lines);
});

test('accounts for every message of OwnTracks by HTTP', async (t) => {
  const { door, ...whose } = await jane();
  const bodies = disturbed(encodeOwnTracksLocation(WHOLE), EXTREME_LOCATIONS);
  const answers = await postAll(`${door}/owntracks`, bodies, 'application/json');
  const account = await assertAccount(site, { ...whose, way: 'owntracks' }, bodies.length);
  t.diagnostic(`TREKKER_TEST_SEED=${seed} ${bodies.length} ${JSON.stringify({ account, answers })}`);
  assertAnswered(answers);
  assert.ok(account.accepted && account.duplicate && account.quarantined && account.unattributed);
  await assertWell(site, lines);
});

test('accounts for every publication of OwnTracks by MQTT, and acknowledges each', async (t) => {
  const { token, ...whose } = await jane();
  const payloads = disturbed(encodeOwnTracksLocation(WHOLE), EXTREME_LOCATIONS);
  const topics = mutations(Buffer.from(ownTracksTopicOf(FIX.identifier)), CHANGED)
    .map((topic) => Buffer.from(topic).toString('utf8'))
    .filter((topic) => topic && !/[+#\0$\ufffd]/u.test(topic));
  const app = await connectApp(site, { token });
  await inLanes(payloads, LANES, async (payload) => {
    await app.publishAsync(ownTracksTopicOf(FIX.identifier), Buffer.from(payload), { qos: 1 });
  });
  await inLanes(topics, LANES, async (topic) => {
    await app.publishAsync(topic, encodeOwnTracksLocation(WHOLE), { qos: 1 });
  });
  await app.endAsync();
  const sent = payloads.length + topics.length;
  const account = await assertAccount(site, { ...whose, way: 'mqtt' }, sent);
  t.diagnostic(`TREKKER_TEST_SEED=${seed} ${sent} ${JSON.stringify(account)}`);
  assert.ok(account.accepted && account.duplicate && account.quarantined);
  await assertWell(site, lines);
});

test('accounts for every position of requests with many, as JSON, line by line and zipped', async (t) => {
  const { door, ...whose } = await jane();
  const extreme = extremeObjects(BATCHED);
  const some = [BATCHED, BATCHED, { ...BATCHED, latitude: 91 }].map((one) => JSON.stringify(one));
  const document = `{"positions":[${some.join(',')}]}`;
  const bodies = [
    ...disturbed(document, [`{"positions":[${extreme.join(',')}]}`, '{"positions":[]}']),
    ...disturbed(some.join('\n'), [extreme.join('\n'), extreme.join('\r\n\n')]),
  ];
  const told = { accepted: 0, duplicate: 0, rejected: 0 };
  let refused = 0;
  await inLanes(bodies, LANES, async (body) => {
    const zipped = body.length % 2 === 0;
    const headers = zipped ? { 'content-encoding': 'gzip' } : {};
    const init = { method: 'POST', headers, body: zipped ? gzipSync(body) : Buffer.from(body) };
    const response = await fetch(`${door}/v1/positions`, init);
    const text = await response.text();
    if (response.status === 400) refused += 1;
    else {
      assert.match(String(response.status), /^(200|404)$/u);
      const answer = JSON.parse(text) as { accepted: number; duplicates: number; rejected: unknown[] };
      const { accepted, duplicates, rejected } = answer;
      assert.equal(accepted + duplicates + rejected.length, positionsIn(body), Buffer.from(body).toString());
      told.accepted += accepted;
      told.duplicate += duplicates;
      told.rejected += rejected.length;
    }
  });
  const sent = told.accepted + told.duplicate + told.rejected;
  const account = await assertAccount(site, { ...whose, way: 'positions' }, sent);
  t.diagnostic(`TREKKER_TEST_SEED=${seed} ${sent} in ${bodies.length}, ${refused} refused ${JSON.stringify(account)}`);
  const { accepted = 0, heard = 0, duplicate = 0 } = account;
  assert.deepEqual({ accepted: accepted + heard, duplicate }, { accepted: told.accepted, duplicate: told.duplicate });
  assert.ok(refused > 0 && sumOf(accountOf(site, 'positions')) === sent);
  await assertWell(site, lines);
});

/** How many positions a body of JSON, or of lines of it, has. */
function positionsIn(body: Uint8Array): number {
  const text = Buffer.from(body)
    .toString('utf8')
    .replace(/^\uFEFF/u, '');
  try {
    const document = JSON.parse(text) as { positions?: unknown[] };
    if (document.positions) return document.positions.length;
  } catch {
    // Lines, then.
  }
  return text.split('\n').filter((line) => line.trim() !== '').length;
}

/** Bytes as they may stand in a query. */
function escaped(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const character = String.fromCodePoint(byte);
    return /[\w.~&=+%-]/u.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

/** Asserts that nothing was answered but that it is on disk, unknown or unreadable. */
function assertAnswered(...all: readonly Answers[]): void {
  for (const answers of all)
    for (const status of Object.keys(answers)) assert.match(status, /^(200|400|404)$/u, JSON.stringify(answers));
}
