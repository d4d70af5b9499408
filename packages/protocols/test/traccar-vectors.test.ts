import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { decodeOsmAnd, decodeOwnTracks } from '@trekker/protocols';

const FILE = 'devices/traccar-vectors.ndjson.gz';
const path = join(import.meta.dirname, '../../../../shared/data', FILE);
const KNOT = 1852 / 3600;

/** What Traccar's own decoder makes of a request; 0 stands for not reported. */
interface Vector {
  readonly protocol: string;
  readonly input: { http_method: string; uri: string; headers?: Record<string, string>; body?: string };
  readonly device_ids: readonly string[];
  readonly decoded: readonly {
    fixTime: string | null;
    lat: number;
    lon: number;
    altitude: number;
    speedKnots: number;
    course: number;
    accuracy: number;
    attributes: Record<string, unknown>;
  }[];
}

if (!existsSync(path)) {
  test('agrees with Traccar on recorded requests of phones', { skip: `needs shared/data/${FILE}` });
} else {
  const vectors = gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .filter((line) => /"osmand"|"owntracks"/.test(line))
    .map((line): Vector => JSON.parse(line))
    .filter(({ protocol }) => protocol === 'osmand' || protocol === 'owntracks');

  test('knows recorded requests of both protocols', () => {
    const of = (name: string) => vectors.filter(({ protocol }) => protocol === name).length;
    assert.deepEqual([of('osmand') >= 5, of('owntracks')], [true, 3]);
  });
  for (const vector of vectors) {
    const { protocol, input } = vector;
    test(`agrees with Traccar on ${protocol} ${input.http_method} ${input.uri.slice(0, 80)}`, () => agree(vector));
  }
}

function decode({ protocol, input }: Vector) {
  const request = { query: new URL(input.uri, 'http://device').search.slice(1), body: input.body ?? '' };
  if (protocol === 'owntracks') return decodeOwnTracks(request);
  return decodeOsmAnd({ ...request, contentType: input.headers?.['Content-Type'] });
}

function agree(vector: Vector): void {
  const {
    protocol,
    device_ids,
    decoded: [expected],
  } = vector;
  const decoded = decode(vector);
  assert.ok(expected);
  assert.equal(decoded.kind, 'fix', JSON.stringify(decoded));
  const { fix } = decoded;
  const { batteryLevel, ...attributes } = expected.attributes;
  // Traccar takes the whole topic for the identifier; we take what the app has for user and device.
  assert.equal(fix.identifier, device_ids[0]?.replace(/^owntracks\//, ''));
  assert.equal(fix.recordedAt, expected.fixTime === null ? null : Date.parse(expected.fixTime));
  assert.deepEqual([fix.latitude, fix.longitude], [expected.lat, expected.lon]);
  assert.equal(fix.altitudeMeters ?? 0, expected.altitude);
  assert.ok(Math.abs((fix.speedMetersPerSecond ?? 0) - expected.speedKnots * KNOT) < 1e-9);
  assert.equal(fix.headingDegrees ?? 0, expected.course);
  // Traccar takes an accuracy below 10 m in JSON for none; we keep what the device said.
  if (expected.accuracy > 0) assert.equal(fix.accuracyMeters, expected.accuracy);
  assert.equal(fix.batteryPercent, batteryLevel);
  // Of OwnTracks we keep the trigger under its own name `t`, where Traccar reads events of one tracker family into it.
  if (protocol === 'owntracks') assert.equal(fix.attributes['t'], attributes['event']);
  else for (const [name, value] of Object.entries(attributes)) assert.equal(fix.attributes[name], value, name);
}
