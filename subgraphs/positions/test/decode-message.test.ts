import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';

import {
  encodeNmeaFix,
  encodeNmeaIdentity,
  encodeOwnTracksEncrypted,
  encodeOwnTracksLocation,
} from '@trekker/protocols';

import { location, LOCATION_ANSWER, login, LOGIN_ANSWER, newImei } from './device.ts';
import { startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

const DECODE = `query ($input: DecodeMessageInput!) {
  decodeMessage(input: $input) {
    droppedBytes
    heldBack { kind }
    frames { hex checksum answerHex refusalHex messages { kind identifier fields { name value unit } } }
  }
}`;

async function decode(input: object) {
  const { viewer } = await site.tenant();
  return site.run(DECODE, { viewer: viewer(), variables: { input } });
}

test('shows the frames of pasted bytes: fields with units, checksum and answer', async () => {
  const identifier = newImei();
  const bytes = Buffer.concat([login(identifier), location(1)]).toString('hex');
  const { data } = await decode({ protocol: 'gt06', hex: `hex:${bytes}` });
  const [first, second] = data.decodeMessage.frames;
  assert.deepEqual([first.checksum, first.answerHex, first.messages[0].kind], ['RIGHT', LOGIN_ANSWER, 'HEARTBEAT']);
  assert.deepEqual([second.checksum, second.answerHex], ['RIGHT', LOCATION_ANSWER]);
  const [fix] = second.messages;
  assert.deepEqual([fix.kind, fix.identifier], ['FIX', identifier]);
  const named = (name: string) => fix.fields.find((field: any) => field.name === name);
  assert.deepEqual([named('latitude').value, named('latitude').unit], ['52.5', '°']);
  assert.equal(named('speedMetersPerSecond').unit, 'm/s');
  assert.match(named('recordedAt').value, /^\d{4}-.*Z$/);
});

test('shows text, what is held back, a wrong checksum, and a frame whose end was not pasted', async () => {
  const text = '(012345678901BP05000012345678901';
  const { data } = await decode({ protocol: 'TK103', text });
  assert.equal(data.decodeMessage.frames.length, 1);
  const wrong = Buffer.from(location(1));
  wrong[wrong.length - 3] = (wrong.at(-3) ?? 0) ^ 1;
  const flagged = await decode({ protocol: 'gt06', hex: wrong.toString('hex'), identifier: '012345678901234' });
  assert.deepEqual(
    flagged.data.decodeMessage.frames.map((frame: any) => [frame.checksum, frame.messages[0].identifier]),
    [['WRONG', '012345678901234']],
  );
  const place = { identifier: 'tractor-1', recordedAt: Date.now(), latitude: 52.5, longitude: 13.4, attributes: {} };
  const sentences = Buffer.concat([encodeNmeaIdentity('tractor-1'), encodeNmeaFix(place)]).toString();
  const { data: held } = await decode({ protocol: 'nmea', text: sentences });
  assert.deepEqual(held.decodeMessage.heldBack, [{ kind: 'FIX' }]);
});

test('shows what phones and programs say', async () => {
  const seconds = Math.floor(Date.now() / 1_000);
  const json = {
    location: { timestamp: new Date().toISOString(), coords: { latitude: 1, longitude: 2 } },
    device_id: '7',
  };
  const owntracks = { _type: 'location', tst: seconds, lat: 1, lon: 2, tid: 'ab' };
  const positions = {
    positions: [{ tracker: '7', time: seconds * 1_000, latitude: 1, longitude: 2 }, { tracker: '8' }],
  };
  for (const [input, expected] of [
    [{ protocol: 'osmand', text: `id=7&lat=1&lon=2&timestamp=${seconds}` }, [['FIX', '7']]],
    [{ protocol: 'OsmAnd', text: JSON.stringify(json) }, [['FIX', '7']]],
    [{ protocol: 'owntracks', text: JSON.stringify(owntracks) }, [['FIX', 'ab']]],
    [{ protocol: 'owntracks', text: JSON.stringify(owntracks), identifier: 'jane/phone' }, [['FIX', 'jane/phone']]],
    [{ protocol: 'owntracks', text: JSON.stringify(owntracks), topic: 'owntracks/j/p' }, [['FIX', 'j/p']]],
    [{ protocol: 'owntracks', text: '{"_type":"lwt"}', topic: 'owntracks/j/p' }, [['LOST', 'j/p']]],
    [{ protocol: 'owntracks', text: '' }, []],
    [
      { protocol: 'positions', text: JSON.stringify(positions) },
      [
        ['FIX', '7'],
        ['MALFORMED', '8'],
      ],
    ],
    [{ protocol: 'positions', text: 'no json' }, [['MALFORMED', null]]],
  ] as const) {
    const { data, errors } = await decode(input);
    assert.equal(errors, undefined, JSON.stringify(errors));
    const [frame] = data.decodeMessage.frames;
    assert.deepEqual(
      frame.messages.map((one: any) => [one.kind, one.identifier]),
      expected,
      JSON.stringify(input),
    );
  }
});

test('opens what a tracker encrypted, for who may see where it is', async () => {
  const tenant = await site.tenant();
  const trackerId = await tenant.tracker('phone', 'unit-1');
  await site.positions.caughtUp(5_000);
  const secret = 'opens it';
  const set =
    'mutation ($id: ID!, $secret: String) { setPayloadSecret(input: { trackerId: $id, secret: $secret }) { userErrors { code } } }';
  await site.run(set, { viewer: tenant.viewer(), variables: { id: trackerId, secret } });
  const place = { identifier: 'phone', recordedAt: Date.now(), latitude: 52.5, longitude: 13.4, attributes: {} };
  const text = encodeOwnTracksEncrypted(encodeOwnTracksLocation(place), { secret, nonce: randomBytes(24) });
  const input = { protocol: 'owntracks', text, identifier: 'phone' };
  const kindFor = async (units: readonly string[] | null, more: object) => {
    const variables = { input: { ...input, ...more } };
    const { data, errors } = await site.run(DECODE, { viewer: tenant.viewer(units), variables });
    return data?.decodeMessage.frames[0].messages[0].kind ?? errors?.[0]?.extensions?.['code'];
  };
  assert.equal(await kindFor(null, {}), 'UNSUPPORTED');
  assert.equal(await kindFor(null, { trackerId }), 'FIX');
  assert.equal(await kindFor(['unit-1'], { trackerId }), 'FIX');
  assert.equal(await kindFor(['unit-2'], { trackerId }), 'INVALID_INPUT');
  assert.equal(await kindFor(null, { trackerId: tenant.tenantId }), 'INVALID_INPUT');
});

test('refuses what is no protocol, no digits, both or neither, or too long', async () => {
  for (const input of [
    { protocol: 'gsm', hex: '00' },
    { protocol: 'gt06', hex: '0' },
    { protocol: 'gt06', hex: 'xy' },
    { protocol: 'gt06', hex: '00', text: '0' },
    { protocol: 'gt06' },
    { protocol: 'gt06', text: 'x'.repeat(16_385) },
  ]) {
    const { errors } = await decode(input);
    assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT', JSON.stringify(input).slice(0, 60));
  }
});

test('keeps nothing of what it shows, and shows nothing without a permission', async () => {
  const { viewer, tenantId } = await site.tenant();
  const variables = { input: { protocol: 'gt06', hex: Buffer.from(location(1)).toString('hex') } };
  await site.run(DECODE, { viewer: viewer(), variables });
  const [row] = await site.postgres.admin<{ n: number }[]>`
    select (select count(*) from positions.history where tenant_id = ${tenantId})
      + (select count(*) from positions.quarantine where tenant_id = ${tenantId}) as n`;
  assert.equal(Number(row?.n), 0);
  const { errors } = await site.run(DECODE, { viewer: { ...viewer(), grants: [] }, variables });
  assert.equal(errors?.[0]?.extensions?.['code'], 'FORBIDDEN');
});
