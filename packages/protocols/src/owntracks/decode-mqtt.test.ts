import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { decodeOwnTracksMqtt } from './decode-mqtt.ts';
import { encodeOwnTracksLocation } from './encode-location.ts';
import { encodeOwnTracksLwt, encodeOwnTracksSteps, encodeOwnTracksWaypoints } from './encode-sign-of-life.ts';
import { encodeOwnTracksTransition } from './encode-transition.ts';
import { topicOf } from './topic.ts';

const TOPIC = 'owntracks/jane/phone';
const FIX = {
  identifier: 'jane/phone',
  recordedAt: 1_700_000_000_000,
  latitude: 60,
  longitude: 30,
  attributes: {},
};

const publish = (topic: string, payload: string | object) =>
  decodeOwnTracksMqtt({
    topic,
    payload: new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload)),
  });

test('reads a location by its topic', () => {
  assert.deepEqual(publish(topicOf('jane/phone'), encodeOwnTracksLocation(FIX)), { kind: 'fix', fix: FIX });
  const decoded = publish('owntracks/7/7', encodeOwnTracksLocation(FIX));
  assert.equal(decoded.kind === 'fix' && decoded.fix.identifier, '7');
});

test('believes the topic, and not what the message says of its sender', () => {
  const decoded = publish('owntracks/mallory/phone', encodeOwnTracksLocation(FIX));
  assert.equal(decoded.kind === 'fix' && decoded.fix.identifier, 'mallory/phone');
});

test('reads a transition below the topic of the phone', () => {
  const report = {
    identifier: 'jane/phone',
    recordedAt: 1_700_000_000_000,
    event: 'leave',
    region: 'Gate',
    regionId: null,
    latitude: null,
    longitude: null,
  } as const;
  assert.deepEqual(publish(`${TOPIC}/event`, encodeOwnTracksTransition(report)), { kind: 'region', report });
});

test('takes a will for the word of the broker that the phone is lost', () => {
  for (const topic of [TOPIC, `${TOPIC}/lwt`]) {
    assert.deepEqual(publish(topic, encodeOwnTracksLwt(0)), { kind: 'lost', identifier: 'jane/phone' });
  }
});

test('reads regions and steps as signs of life, whatever places they name', () => {
  const region = { name: 'Gate', createdAt: 0, latitude: 1, longitude: 2, radiusMeters: 30 };
  const steps = { identifier: 'jane/phone', from: 0, to: 60_000, steps: 99 };
  const heartbeat = { kind: 'heartbeat', identifier: 'jane/phone', recordedAt: null };
  assert.deepEqual(publish(`${TOPIC}/waypoints`, encodeOwnTracksWaypoints('jane/phone', [region, region])), {
    ...heartbeat,
    attributes: { waypoints: 2 },
  });
  assert.deepEqual(publish(`${TOPIC}/waypoint`, { _type: 'waypoint', desc: 'Gate', rid: 'a1', lat: 1, lon: 2 }), {
    ...heartbeat,
    attributes: { desc: 'Gate', rid: 'a1' },
  });
  assert.deepEqual(publish(`${TOPIC}/step`, encodeOwnTracksSteps(steps)), {
    ...heartbeat,
    attributes: { steps: 99, from: 0, to: 60 },
  });
});

test('keeps of a status what the app says of itself', () => {
  const status = { _type: 'status', iOS: { version: '18.1.2', deviceSystemVersion: '17.4', nested: {}, nul: '\0' } };
  assert.deepEqual(publish(`${TOPIC}/status`, status), {
    kind: 'heartbeat',
    identifier: 'jane/phone',
    recordedAt: null,
    attributes: { version: '18.1.2', deviceSystemVersion: '17.4' },
  });
});

test('ignores what is said to the phone, and what clears a retained message', () => {
  assert.deepEqual(publish(`${TOPIC}/cmd`, { _type: 'cmd', action: 'reportLocation' }), { kind: 'ignored' });
  assert.deepEqual(publish(`${TOPIC}/cmd`, encodeOwnTracksLocation(FIX)), { kind: 'ignored' });
  assert.deepEqual(publish(TOPIC, ''), { kind: 'ignored' });
});

test('names the phone of what it cannot read', () => {
  for (const payload of ['{', '[]', '"x"', '1', 'null']) {
    const decoded = publish(TOPIC, payload);
    assert.ok(decoded.kind === 'malformed' && decoded.identifier === 'jane/phone', payload);
  }
  assert.equal(publish(TOPIC, { _type: 'teapot' }).kind, 'unsupported');
  assert.equal(publish('owntracks/', '{}').kind, 'malformed');
});

test('never throws, whatever is published', () => {
  const kind = fc.constantFrom('location', 'transition', 'waypoints', 'status', 'steps', 'lwt', 'encrypted', 'cmd');
  const message = fc
    .tuple(kind, fc.dictionary(fc.constantFrom('lat', 'lon', 'tst', 'data', 'iOS', 'steps'), fc.jsonValue()))
    .map(([_type, fields]) => new TextEncoder().encode(JSON.stringify({ ...fields, _type })));
  fc.assert(
    fc.property(fc.string(), fc.oneof(fc.uint8Array(), message), (topic, payload) => {
      const decoded = decodeOwnTracksMqtt({ topic: `owntracks/${topic}`, payload, secretOf: () => 's' });
      assert.ok(decoded.kind.length > 0);
    }),
    { numRuns: 2000 },
  );
});
