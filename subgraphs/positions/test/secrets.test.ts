import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { testViewer } from '@trekker/kit/testing';
import { encodeOwnTracksEncrypted } from '@trekker/protocols';

import { connectApp, countOf, locationOf } from './mqtt.ts';
import { startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

const SECRET = 'open sesame żółć';
const sealed = (second: number, secret = SECRET) =>
  encodeOwnTracksEncrypted(locationOf('jane/phone', second), { secret, nonce: randomBytes(24) });

const SET = `mutation ($input: SetPayloadSecretInput!) {
  setPayloadSecret(input: $input) { tracker { id payloadSecretSetAt } userErrors { code field } } }`;
const QUARANTINE = '{ quarantinedFixes { nodes { id identifier reason message transport } } }';
const RAW = '{ rawMessages { nodes { decoding { frames { messages { kind } } } } } }';
const REPLAY = `mutation ($fixId: ID!) {
  replayQuarantinedFix(input: { fixId: $fixId }) { position { latitude } userErrors { code } } }`;

async function jane() {
  const tenant = await site.tenant();
  const trackerId = await tenant.tracker('jane/phone', 'crew');
  const viewer = tenant.viewer();
  await site.positions.caughtUp(5_000);
  const run = async (document: string, variables: Record<string, unknown> = {}) =>
    (await site.run(document, { viewer, variables })).data;
  return {
    ...tenant,
    trackerId,
    run,
    set: async (secret: string | null) => (await run(SET, { input: { trackerId, secret } })).setPayloadSecret,
    async tellOverHttp(body: string) {
      const headers = { 'x-limit-u': 'jane', 'x-limit-d': 'phone' };
      const answer = await fetch(`${tenant.door}/owntracks`, { method: 'POST', headers, body });
      assert.equal(answer.status, 200);
    },
    async tellOverMqtt(body: string) {
      const app = await connectApp(site, { token: tenant.token });
      await app.publishAsync('owntracks/jane/phone', body, { qos: 1 });
      await app.endAsync();
    },
  };
}

test('opens encrypted messages over HTTP and MQTT with the secret of the tracker', async () => {
  const { tenantId, set, tellOverHttp, tellOverMqtt } = await jane();
  assert.deepEqual((await set(SECRET)).userErrors, []);
  await tellOverHttp(sealed(0));
  await tellOverMqtt(sealed(1));
  assert.equal(await countOf(site, tenantId), 2);
});

test('keeps what it cannot open in quarantine and says so, and replays it once the secret is set', async () => {
  const { tenantId, run, set, tellOverHttp, tellOverMqtt } = await jane();
  await tellOverHttp(sealed(0));
  await tellOverMqtt(sealed(1));
  await set('another one');
  await tellOverMqtt(sealed(2));
  assert.equal(await countOf(site, tenantId), 0);
  const { nodes } = (await run(QUARANTINE)).quarantinedFixes;
  assert.deepEqual(
    nodes.map((node: Record<string, string>) => [
      node.reason,
      node.transport,
      /no secret|known secret/.test(node.message ?? ''),
    ]),
    [
      ['ENCRYPTED', 'mqtt', true],
      ['ENCRYPTED', 'mqtt', true],
      ['ENCRYPTED', 'owntracks', true],
    ],
  );
  const early = (await run(REPLAY, { fixId: nodes[0].id })).replayQuarantinedFix;
  assert.deepEqual(early, { position: null, userErrors: [{ code: 'ENCRYPTED' }] });
  await set(SECRET);
  for (const { id } of nodes) {
    const { position, userErrors } = (await run(REPLAY, { fixId: id })).replayQuarantinedFix;
    assert.deepEqual([Math.round(position.latitude), userErrors], [53, []]);
  }
  assert.equal(await countOf(site, tenantId), 3);
  assert.deepEqual((await run(QUARANTINE)).quarantinedFixes.nodes, []);
});

test('replays a long encrypted message whole', async () => {
  const { tenantId, run, set, tellOverHttp } = await jane();
  const long = JSON.stringify({ ...JSON.parse(locationOf('jane/phone', 0)), note: 'x'.repeat(9_000) });
  await tellOverHttp(encodeOwnTracksEncrypted(long, { secret: SECRET, nonce: randomBytes(24) }));
  await set(SECRET);
  const [{ id }] = (await run(QUARANTINE)).quarantinedFixes.nodes;
  assert.deepEqual((await run(REPLAY, { fixId: id })).replayQuarantinedFix.userErrors, []);
  assert.equal(await countOf(site, tenantId), 1);
});

test('shows of a secret only since when it is set, and keeps it sealed', async () => {
  const { set, run, trackerId } = await jane();
  const { tracker } = await set(SECRET);
  assert.match(tracker.payloadSecretSetAt, /^\d{4}-/);
  const [row] = await site.postgres.admin<{ sealed: Buffer }[]>`
    select sealed from positions.payload_secrets where tracker_id = ${trackerId}`;
  assert.equal(row?.sealed.includes('open sesame'), false);
  assert.equal((await set(null)).tracker.payloadSecretSetAt, null);
  for (const secret of ['', 'ż'.repeat(17), 'a\0b']) {
    const { userErrors } = (await run(SET, { input: { trackerId, secret } })).setPayloadSecret;
    assert.deepEqual(userErrors[0].field, ['input', 'secret'], JSON.stringify(secret));
  }
});

test('lets nobody set the secret of a tracker of another tenant or unit', async () => {
  const [a, b] = [await jane(), await jane()];
  for (const viewer of [b.viewer(), a.viewer(['other'])]) {
    const variables = { input: { trackerId: a.trackerId, secret: 'mine now' } };
    const { data } = await site.run(SET, { viewer, variables });
    assert.deepEqual(data.setPayloadSecret, {
      tracker: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'trackerId'] }],
    });
  }
  assert.deepEqual((await a.set(SECRET)).userErrors, []);
  await b.tellOverHttp(sealed(0));
  assert.equal(await countOf(site, b.tenantId), 0);
});

test('opens a kept message only for who may see where its tracker is', async () => {
  const { tenantId, set, tellOverHttp } = await jane();
  await set(SECRET);
  await tellOverHttp(sealed(0));
  const kindsFor = async (permissions: readonly string[]) => {
    const viewer = testViewer(tenantId, permissions);
    const { data } = await site.run(RAW, { viewer });
    return data.rawMessages.nodes.flatMap(({ decoding }: any) => decoding.frames[0].messages[0].kind);
  };
  while (!(await kindsFor(['quarantine:read'])).length) await sleep(20);
  assert.deepEqual(await kindsFor(['quarantine:read', 'positions:read']), ['FIX']);
  assert.deepEqual(await kindsFor(['quarantine:read']), ['UNSUPPORTED']);
});
