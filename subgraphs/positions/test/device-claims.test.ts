import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { uuidv7, type Viewer } from '@trekker/kit';
import { isolationProblems } from '@trekker/kit/testing';
import { encodeTeltonikaLogin } from '@trekker/protocols';

import {
  connectDevice,
  location,
  LOCATION_ANSWER,
  login,
  newImei,
  portOf,
  startListening,
  storedOf,
} from './device.ts';
import type { TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startListening()));
after(() => site[Symbol.asyncDispose]());

const CLAIM = `mutation ($input: ClaimDeviceInput!) {
  claimDevice(input: $input) { claim { id identifier tracker { id } claimedAt } userErrors { field code message } }
}`;
const RELEASE = `mutation ($input: ReleaseDeviceInput!) {
  releaseDevice(input: $input) { claim { id identifier } userErrors { field code message } }
}`;
const CLAIMS = '{ deviceClaims { totalCount nodes { id identifier tracker { id } } } }';

async function claim(viewer: Viewer, input: object) {
  return (await site.run(CLAIM, { viewer, variables: { input } })).data.claimDevice;
}

async function release(viewer: Viewer, claimId: string) {
  return (await site.run(RELEASE, { viewer, variables: { input: { claimId } } })).data.releaseDevice;
}

async function claimsOf(viewer: Viewer) {
  return (await site.run(CLAIMS, { viewer })).data.deviceClaims;
}

const isNoted = async (identifier: string) =>
  (await site.positions.devices.attempts()).some((one) => one.identifier === identifier);

/** A device nobody has that reports now, and has been noted. */
async function heardDevice() {
  const identifier = newImei();
  const device = await connectDevice(portOf(site, 'gt06'));
  device.send(login(identifier));
  for (const end = Date.now() + 5_000; Date.now() < end; await sleep(10)) if (await isNoted(identifier)) break;
  return { identifier, device };
}

test(
  'claims a device that reported just now; the same connection is the tenant’s then',
  { timeout: 20_000 },
  async () => {
    const tenant = await site.tenant();
    const { identifier, device } = await heardDevice();
    await using _ = device;
    assert.equal(device.heardBytes(), 0, 'who is nobody’s is answered nothing');
    const { claim: made, userErrors } = await claim(tenant.viewer(), { identifier });
    assert.deepEqual([made.identifier, made.tracker, userErrors], [identifier, null, []]);
    const trackerId = await tenant.tracker(identifier);
    await sleep(2_100);
    device.send(location(1));
    assert.equal(await device.heard(10), LOCATION_ANSWER);
    assert.deepEqual(
      (await storedOf(site, tenant.tenantId)).map((one) => one.tracker_id),
      [trackerId],
    );
    assert.equal(await isNoted(identifier), false, 'a claimed device is no attempt any more');
    assert.deepEqual(await claimsOf(tenant.viewer()), {
      totalCount: 1,
      nodes: [{ id: made.id, identifier, tracker: null }],
    });
  },
);

test('refuses to claim what was not heard, or not within a quarter of an hour', async () => {
  const tenant = await site.tenant();
  const { identifier, device } = await heardDevice();
  await using _ = device;
  const unheard = await claim(tenant.viewer(), { identifier: newImei() });
  assert.deepEqual([unheard.claim, unheard.userErrors[0].code], [null, 'DEVICE_NOT_HEARD']);
  assert.deepEqual(unheard.userErrors[0].field, ['input', 'identifier']);
  site.advance(15 * 60_000 + 1_000);
  assert.equal((await claim(tenant.viewer(), { identifier })).userErrors[0].code, 'DEVICE_NOT_HEARD');
});

test('answers for a device of another tenant what it answers for one that was never heard', async () => {
  const [owner, other] = [await site.tenant(), await site.tenant()];
  const { identifier, device } = await heardDevice();
  await using _ = device;
  const { claim: made } = await claim(owner.viewer(), { identifier });
  const stranger = newImei();
  const named = (answer: unknown, name: string) => JSON.stringify(answer).replaceAll(name, 'NAME');
  device.send(login(identifier));
  assert.equal(
    named(await claim(other.viewer(), { identifier }), identifier),
    named(await claim(other.viewer(), { identifier: stranger }), stranger),
  );
  const nothing = uuidv7();
  assert.equal(
    named(await release(other.viewer(), made.id), made.id),
    named(await release(other.viewer(), nothing), nothing),
  );
  assert.deepEqual(await claimsOf(other.viewer()), { totalCount: 0, nodes: [] });
  const entity = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on DeviceClaim { id identifier } } }';
  const variables = { r: [{ __typename: 'DeviceClaim', id: made.id }] };
  assert.deepEqual((await site.run(entity, { viewer: other.viewer(), variables })).data._entities, [null]);
  assert.equal(
    (await site.run(entity, { viewer: owner.viewer(), variables })).data._entities[0].identifier,
    identifier,
  );
});

test('makes one of two tenants that claim a device at once its owner', async () => {
  const tenants = [await site.tenant(), await site.tenant()];
  const { identifier, device } = await heardDevice();
  await using _ = device;
  const answers = await Promise.all(tenants.map((tenant) => claim(tenant.viewer(), { identifier })));
  assert.deepEqual(answers.map((one) => one.userErrors[0]?.code ?? 'claimed').toSorted(), [
    'DEVICE_NOT_HEARD',
    'claimed',
  ]);
});

test('takes a repeated call with one key for the same call, and no other', async () => {
  const tenant = await site.tenant();
  const { identifier, device } = await heardDevice();
  await using _ = device;
  const input = { identifier, idempotencyKey: 'once' };
  const [first, second] = await Promise.all([claim(tenant.viewer(), input), claim(tenant.viewer(), input)]);
  assert.deepEqual(second, first);
  assert.equal((await claim(tenant.viewer(), input)).claim.id, first.claim.id);
  const changed = await claim(tenant.viewer(), { ...input, identifier: newImei() });
  assert.equal(changed.userErrors[0].code, 'KEY_USED');
  const again = await claim(tenant.viewer(), { identifier });
  assert.equal(again.userErrors[0].code, 'ALREADY_CLAIMED');
});

test('gives a device back, which is nobody’s then and can be claimed by another', { timeout: 20_000 }, async () => {
  const [before, behind] = [await site.tenant(), await site.tenant()];
  await before.tracker('spare');
  const { identifier, device } = await heardDevice();
  await using _ = device;
  const { claim: made } = await claim(before.viewer(), { identifier });
  assert.equal((await release(before.viewer(), made.id)).claim.identifier, identifier);
  assert.equal((await release(before.viewer(), made.id)).userErrors[0].code, 'NOT_FOUND');
  await sleep(5_100);
  device.send(location(1));
  for (const end = Date.now() + 5_000; Date.now() < end; await sleep(10)) if (await isNoted(identifier)) break;
  assert.equal(device.heardBytes(), 0);
  assert.equal((await claim(behind.viewer(), { identifier })).userErrors.length, 0);
  assert.equal((await storedOf(site, before.tenantId)).length, 0);
});

test('lets a device report for the tracker its claim names where no tracker has its identifier', async () => {
  const tenant = await site.tenant();
  const trackerId = await tenant.tracker('forklift');
  assert.ok(await site.positions.caughtUp(5_000));
  const { identifier, device } = await heardDevice();
  await using _ = device;
  const { claim: made } = await claim(tenant.viewer(), { identifier, trackerId });
  assert.deepEqual(made.tracker, { id: trackerId });
  await sleep(2_100);
  device.send(location(1));
  assert.equal(await device.heard(10), LOCATION_ANSWER);
  assert.deepEqual(
    (await storedOf(site, tenant.tenantId)).map((one) => one.tracker_id),
    [trackerId],
  );
  const unknown = await claim(tenant.viewer(), { identifier: newImei(), trackerId: uuidv7() });
  assert.deepEqual(
    unknown.userErrors.map(({ field, code }: any) => [field[1], code]),
    [['trackerId', 'NOT_FOUND']],
  );
});

test('lets who may write to a part of the tenant claim for its own trackers alone', async () => {
  const tenant = await site.tenant();
  const [mine, theirs] = [uuidv7(), uuidv7()];
  const own = await tenant.tracker('own', mine);
  const foreign = await tenant.tracker('foreign', theirs);
  assert.ok(await site.positions.caughtUp(5_000));
  const clerk = tenant.viewer([mine]);
  const { identifier, device } = await heardDevice();
  await using _ = device;
  const codes = async (input: object) =>
    (await claim(clerk, { identifier, ...input })).userErrors.map((e: any) => e.code);
  assert.deepEqual(await codes({}), ['REQUIRED']);
  assert.deepEqual(await codes({ trackerId: foreign }), ['NOT_FOUND']);
  assert.deepEqual(await codes({ trackerId: own }), []);
  const { claim: others } = await claim(tenant.viewer(), { identifier: (await heardDevice()).identifier });
  assert.deepEqual((await claimsOf(clerk)).totalCount, 1);
  assert.deepEqual((await release(clerk, others.id)).userErrors[0].code, 'NOT_FOUND');
});

test('quarantines what a claimed device sends while no tracker has its identifier, and refuses it', async () => {
  const tenant = await site.tenant();
  const identifier = newImei();
  await site.positions.devices.claim(tenant.tenantId, identifier);
  await using device = await connectDevice(portOf(site, 'teltonika'));
  device.send(encodeTeltonikaLogin(identifier));
  assert.equal(await device.heard(1), '00');
  const query = '{ quarantinedFixes { nodes { reason identifier transport raw } } }';
  const { data } = await site.run(query, { viewer: tenant.viewer() });
  const raw = `hex:000f${Buffer.from(identifier).toString('hex')}`;
  assert.deepEqual(data.quarantinedFixes.nodes, [
    { reason: 'UNKNOWN_TRACKER', identifier, transport: 'teltonika/tcp', raw },
  ]);
});

test('lets operators claim without hearing and give back, and nobody claim what is taken', async () => {
  const [one, other] = [await site.tenant(), await site.tenant()];
  const identifier = newImei();
  assert.equal(await site.positions.devices.claim(one.tenantId, identifier), true);
  assert.equal(await site.positions.devices.claim(other.tenantId, identifier), false);
  assert.equal(await site.positions.devices.release(identifier), true);
  assert.equal(await site.positions.devices.release(identifier), false);
  assert.deepEqual(await claimsOf(one.viewer()), { totalCount: 0, nodes: [] });
  assert.equal(await site.positions.devices.claim(other.tenantId, identifier), true);
});

test('shows attempts to no tenant, and wants permissions for the rest', async () => {
  const { device } = await heardDevice();
  await using _ = device;
  const tenant = await site.tenant();
  assert.deepEqual(await isolationProblems(site.postgres.admin, 'positions'), []);
  await assert.rejects(
    site.writer.withTenant(tenant.tenantId, ({ sql }) => sql`select * from positions.device_attempts`),
    /permission denied/,
  );
  const denied = {
    ...tenant.viewer(),
    grants: [{ permissions: ['trackers:write'], units: null, places: null, until: null }],
  };
  for (const [document, input] of [
    [CLAIM, { identifier: '1' }],
    [RELEASE, { claimId: uuidv7() }],
    [CLAIMS, {}],
  ] as const) {
    const { errors } = await site.run(document, { viewer: denied, variables: { input } });
    assert.equal(errors?.[0]?.extensions?.['code'], 'FORBIDDEN');
  }
});

test('limits how many devices a tenant may try to claim', async () => {
  const tenant = await site.tenant();
  const codes: unknown[] = [];
  for (let i = 0; i < 31; i += 1) {
    const { errors } = await site.run(CLAIM, {
      viewer: tenant.viewer(),
      variables: { input: { identifier: newImei() } },
    });
    codes.push(errors?.[0]?.extensions?.['code']);
  }
  assert.deepEqual(codes.at(-1), 'RATE_LIMITED');
  assert.equal(codes.filter(Boolean).length, 1);
});
