import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeOwnTracks } from './decode-owntracks.ts';
import { encodeOwnTracksLocation } from './encode-location.ts';
import { encodeOwnTracksTransition } from './encode-transition.ts';

const TOPIC = { topic: 'owntracks/jane/phone' };
const PLACE = { _type: 'location', tst: 1_700_000_000, lat: 60, lon: 30 };

const decode = (message: unknown, request: { user?: string; device?: string; query?: string } = {}) =>
  decodeOwnTracks({ query: '', ...request, body: typeof message === 'string' ? message : JSON.stringify(message) });

function fix(message: object) {
  const decoded = decode({ ...TOPIC, ...PLACE, ...message });
  assert.ok(decoded.kind === 'fix', JSON.stringify(decoded));
  return decoded.fix;
}

function malformed(message: unknown, request = {}) {
  const decoded = decode(message, request);
  assert.ok(decoded.kind === 'malformed', JSON.stringify(decoded));
  return { identifier: decoded.identifier, field: decoded.problem.field, value: decoded.problem.value };
}

test('reads every field of a location in the units of the product', () => {
  const message = {
    acc: 15,
    alt: -4,
    batt: 46,
    bs: 1,
    cog: 113,
    conn: 'w',
    created_at: 1_700_000_007,
    inregions: ['Home', 'Yard'],
    SSID: 'site',
    t: 'u',
    tid: 'JJ',
    vac: 2,
    vel: 36,
  };
  assert.deepEqual(fix(message), {
    identifier: 'jane/phone',
    recordedAt: 1_700_000_000_000,
    latitude: 60,
    longitude: 30,
    altitudeMeters: -4,
    accuracyMeters: 15,
    speedMetersPerSecond: 10,
    headingDegrees: 113,
    batteryPercent: 46,
    attributes: {
      bs: 1,
      conn: 'w',
      created_at: 1_700_000_007,
      inregions: 'Home;Yard',
      SSID: 'site',
      t: 'u',
      vac: 2,
    },
  });
});

test('leaves out what was not reported, and takes the server’s clock where there is no tst', () => {
  const bare = { identifier: 'jane/phone', latitude: 60, longitude: 30, attributes: {} };
  assert.deepEqual(fix({}), { ...bare, recordedAt: 1_700_000_000_000 });
  assert.deepEqual(fix({ tst: undefined }), { ...bare, recordedAt: null });
});

test('takes a negative speed, course or charge for unknown, and 0 for 0', () => {
  const { speedMetersPerSecond, headingDegrees, batteryPercent } = fix({ vel: -1, cog: -1, batt: -100 });
  assert.deepEqual([speedMetersPerSecond, headingDegrees, batteryPercent], [undefined, undefined, undefined]);
  const zero = fix({ vel: 0, cog: 0, batt: 0 });
  assert.deepEqual([zero.speedMetersPerSecond, zero.headingDegrees, zero.batteryPercent], [0, 0, 0]);
});

test('takes from a ping the place and the time, and no movement', () => {
  const { recordedAt, latitude, speedMetersPerSecond, headingDegrees, attributes } = fix({ t: 'p', vel: 50, cog: 90 });
  assert.deepEqual([recordedAt, latitude], [1_700_000_000_000, 60]);
  assert.deepEqual([speedMetersPerSecond, headingDegrees, attributes], [undefined, undefined, { t: 'p' }]);
});

test('reads numbers that are quoted', () => {
  const { recordedAt, latitude } = fix({ tst: '1700000001', lat: '59.5' });
  assert.deepEqual([recordedAt, latitude], [1_700_000_001_000, 59.5]);
});

test('leaves out pictures and what is nested', () => {
  assert.deepEqual(fix({ image: '/9j/4AAQ', poi: 'gate', nested: { a: 1 }, empty: [], none: null }).attributes, {
    poi: 'gate',
  });
});

for (const [field, value] of [
  ['lat', 'north'],
  ['lat', true],
  ['lon', [1]],
  ['tst', 'soon'],
  ['tst', 1e300],
  ['acc', 'good'],
  ['vel', {}],
] as const) {
  test(`refuses ${field} ${JSON.stringify(value)} and still names the device`, () => {
    const problem = malformed({ ...TOPIC, ...PLACE, [field]: value });
    assert.deepEqual([problem.identifier, problem.field], ['jane/phone', field]);
  });
}

test('refuses half a place and none', () => {
  assert.equal(malformed({ ...TOPIC, ...PLACE, lon: undefined }).field, 'lon');
  assert.equal(malformed({ ...TOPIC, ...PLACE, lat: undefined }).field, 'lat');
  assert.equal(malformed({ ...TOPIC, _type: 'location', tst: 1 }).field, 'lat');
});

test('names the device by headers, then by the query, then by topic, then by tid', () => {
  const message = { ...PLACE, ...TOPIC, tid: 'JJ' };
  const nameOf = (decoded: ReturnType<typeof decode>) => (decoded.kind === 'fix' ? decoded.fix.identifier : null);
  const headers = { user: 'head', device: 'er' };
  const query = 'u=que&d=ry';
  assert.equal(nameOf(decode(message, { ...headers, query })), 'head/er');
  assert.equal(nameOf(decode(message, { query })), 'que/ry');
  assert.equal(nameOf(decode(message)), 'jane/phone');
  assert.equal(nameOf(decode({ ...PLACE, tid: 'JJ' })), 'JJ');
});

test('takes half a name for none', () => {
  const halves = { user: 'head', query: 'd=ry' };
  const decoded = decode({ ...PLACE, ...TOPIC }, halves);
  assert.equal(decoded.kind === 'fix' && decoded.fix.identifier, 'jane/phone');
});

test('calls who uses one name for user and device by that name alone', () => {
  const decoded = decode(PLACE, { user: '7', device: '7' });
  assert.equal(decoded.kind === 'fix' && decoded.fix.identifier, '7');
  assert.equal(fix({ topic: 'owntracks/7/7' }).identifier, '7');
});

test('reads a topic without its base and without what the kind of message appends', () => {
  assert.equal(fix({ topic: 'owntracks/jane/phone/event' }).identifier, 'jane/phone');
  assert.equal(fix({ topic: 'owntracks/jane/event' }).identifier, 'jane/event');
  assert.equal(fix({ topic: 'site/north/jane/phone' }).identifier, 'site/north/jane/phone');
});

test('says what is missing where nothing names the device', () => {
  assert.deepEqual(malformed(PLACE), { identifier: null, field: 'topic', value: '' });
  assert.equal(malformed({ ...PLACE, topic: 'owntracks/a\u0000/b' }).identifier, null);
  assert.equal(malformed(PLACE, { user: 'x'.repeat(100), device: 'y'.repeat(100) }).field, 'X-Limit-U');
});

test('reads a transition as the phone’s own word on a region', () => {
  const message = { ...TOPIC, _type: 'transition', event: 'enter', desc: 'Gate', rid: 'a1', tst: 5, wtst: 1, t: 'c' };
  assert.deepEqual(decode(message), {
    kind: 'region',
    report: {
      identifier: 'jane/phone',
      recordedAt: 5000,
      event: 'enter',
      region: 'Gate',
      regionId: 'a1',
      latitude: null,
      longitude: null,
    },
  });
  const placed = decode({ ...message, event: 'leave', desc: '', lat: 1, lon: 2, acc: 30 });
  assert.deepEqual(placed.kind === 'region' && placed.report, {
    identifier: 'jane/phone',
    recordedAt: 5000,
    event: 'leave',
    region: null,
    regionId: 'a1',
    latitude: 1,
    longitude: 2,
    accuracyMeters: 30,
  });
  assert.equal(malformed({ ...message, event: 'near' }).field, 'event');
  assert.equal(malformed({ ...message, lat: 1 }).field, 'lon');
  assert.equal(malformed({ ...message, desc: 'x'.repeat(501) }).field, 'desc');
  assert.equal(malformed({ ...message, desc: ['Gate'] }).field, 'desc');
});

for (const type of 'waypoint waypoints card cmd status steps beacon configuration request dump'.split(' ')) {
  test(`reads ${type} as a sign of life and no fix, whatever place it names`, () => {
    const message = { _type: type, lat: 1, lon: 2, tst: 1_700_000_000 };
    const heartbeat = { kind: 'heartbeat', identifier: 'jane/phone', recordedAt: null, attributes: {} };
    assert.deepEqual(decode({ ...TOPIC, ...message }), heartbeat);
    assert.deepEqual(decode(message), { kind: 'ignored' });
  });
}

test('takes what a broker says of a lost phone for no sign of life', () => {
  assert.deepEqual(decode({ ...TOPIC, _type: 'lwt', tst: '1440363922' }), { kind: 'ignored' });
});

test('ignores an empty body, whoever sent it', () => {
  for (const body of ['', ' \n']) assert.deepEqual(decode(body, { user: 'a', device: 'b' }), { kind: 'ignored' });
});

test('says of an encrypted or unknown message who sent it and why it is not read', () => {
  const encrypted = { _type: 'encrypted', data: '1Vu7Owp' };
  assert.deepEqual(decode(encrypted, { user: 'jane', device: 'phone' }), {
    kind: 'unsupported',
    identifier: 'jane/phone',
    encrypted: true,
    problem: { field: '_type', value: 'encrypted', expected: 'of a message without encryption, as no secret is known' },
  });
  for (const type of ['teapot', '__proto__', 5, null, undefined, {}]) {
    assert.equal(decode({ ...TOPIC, _type: type }).kind, 'unsupported', JSON.stringify(type));
  }
});

test('refuses what is no JSON object, and names the device where the request does', () => {
  for (const body of ['{', '[]', 'null', '5', '"x"', 'lat=1&lon=2']) {
    assert.deepEqual(malformed(body), { identifier: null, field: 'body', value: body });
    assert.equal(malformed(body, { query: 'u=a&d=b' }).identifier, 'a/b');
  }
});

test('reads back unchanged whatever has room in the message', () => {
  const random = numbers(7);
  const pick = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const maybe = <T>(name: string, value: T) => (random() < 0.5 ? {} : { [name]: value });
  for (let round = 0; round < 2_000; round += 1) {
    const base = {
      identifier: ['jane/phone', '7', 'crew-7/żuraw', `a/${pick(0, 99)}`][pick(0, 3)] ?? '',
      recordedAt: pick(946_684_800, 2_147_483_647) * 1000,
      latitude: pick(-900_000_000, 900_000_000) / 1e7,
      longitude: pick(-1_800_000_000, 1_800_000_000) / 1e7,
    };
    const location = {
      ...base,
      ...maybe('altitudeMeters', pick(-400, 9_000)),
      ...maybe('accuracyMeters', pick(0, 5_000)),
      ...maybe('speedMetersPerSecond', pick(0, 300) / 3.6),
      ...maybe('headingDegrees', pick(0, 359)),
      ...maybe('batteryPercent', pick(0, 100)),
      attributes: { ...maybe('t', 'u'), ...maybe('bs', pick(0, 3)), ...maybe('SSID', 'Süd "1"'), ...maybe('ok', true) },
    };
    assert.deepEqual(decode(encodeOwnTracksLocation(location)), { kind: 'fix', fix: location });
    const transition = {
      ...base,
      ...(random() < 0.3 ? { latitude: null, longitude: null } : {}),
      event: random() < 0.5 ? ('enter' as const) : ('leave' as const),
      region: random() < 0.5 ? null : 'Gate',
      regionId: random() < 0.5 ? null : 'a1',
      ...maybe('accuracyMeters', random() * 100),
    };
    assert.deepEqual(decode(encodeOwnTracksTransition(transition)), { kind: 'region', report: transition });
  }
});

test('rounds once to what has room, and never again', () => {
  const random = numbers(11);
  for (let round = 0; round < 500; round += 1) {
    const fix = {
      identifier: 'jane/phone',
      recordedAt: Math.floor(random() * 2e12),
      latitude: random() * 180 - 90,
      longitude: random() * 360 - 180,
      altitudeMeters: random() * 1000 - 100,
      accuracyMeters: random() * 100,
      speedMetersPerSecond: random() * 60,
      headingDegrees: random() * 360,
      batteryPercent: random() * 100,
      attributes: {},
    };
    const once = decode(encodeOwnTracksLocation(fix));
    assert.ok(once.kind === 'fix' && once.fix.recordedAt !== null);
    const again = decode(encodeOwnTracksLocation({ ...once.fix, recordedAt: once.fix.recordedAt }));
    assert.deepEqual(again, once);
  }
});

/** Numbers from 0 to 1, the same for the same seed. Mulberry32, in the public domain. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
