import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeOwnTracks } from '@trekker/protocols';

const FILE = 'devices/owntracks-messages.json';
const path = join(import.meta.dirname, '../../../../shared/data', FILE);

type Message = Readonly<Record<string, unknown>>;

/** What each kind must come to when a phone sends it that says who it is. */
const EXPECTED: Readonly<Record<string, string>> = {
  location: 'fix',
  transition: 'region',
  waypoint: 'heartbeat',
  waypoints: 'heartbeat',
  card: 'heartbeat',
  cmd: 'heartbeat',
  steps: 'heartbeat',
  configuration: 'heartbeat',
  request: 'heartbeat',
  lwt: 'ignored',
  encrypted: 'unsupported',
};

if (!existsSync(path)) {
  test('judges every recorded OwnTracks message', { skip: `needs shared/data/${FILE}` });
} else {
  const messages = (JSON.parse(readFileSync(path, 'utf8')) as { message: Message }[]).map(({ message }) => message);

  test('knows the recorded OwnTracks messages, and every kind in them', () => {
    assert.equal(messages.length, 47);
    assert.deepEqual(new Set(messages.map(kindOf)), new Set(Object.keys(EXPECTED)));
  });
  for (const [at, message] of messages.entries()) {
    test(`judges recorded message ${at}, ${kindOf(message)}`, () => judge(message));
  }
}

function kindOf(message: Message): string {
  return String(message['_type']);
}

function judge(message: Message): void {
  const decoded = decodeOwnTracks({ user: 'jane', device: 'phone', query: '', body: JSON.stringify(message) });
  assert.equal(decoded.kind, EXPECTED[kindOf(message)], JSON.stringify(decoded));
  if (decoded.kind === 'fix') agree(message, decoded.fix);
  if (decoded.kind === 'region') {
    const { event, region, regionId } = decoded.report;
    assert.deepEqual([event, region, regionId], [message['event'], message['desc'], message['rid'] ?? null]);
    agree(message, decoded.report);
  }
  const alone = decodeOwnTracks({ query: '', body: JSON.stringify(message) });
  if (decoded.kind === 'heartbeat' || decoded.kind === 'ignored') assert.equal(alone.kind, 'ignored');
  else if ('topic' in message || 'tid' in message) assert.equal(alone.kind, decoded.kind);
  else assert.equal(alone.kind, 'malformed');
}

interface Reported {
  readonly identifier: string;
  readonly recordedAt: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly altitudeMeters?: number;
  readonly accuracyMeters?: number;
  readonly speedMetersPerSecond?: number;
  readonly headingDegrees?: number;
  readonly batteryPercent?: number;
}

/** That a decoded message says, in our units, what the recorded one says in its own. */
function agree(message: Message, decoded: Reported): void {
  const { tst, lat, lon, acc, alt, vel, cog, batt } = message;
  const known = (value: unknown) => (typeof value === 'number' && value >= 0 ? value : undefined);
  const speed = decoded.speedMetersPerSecond;
  assert.equal(decoded.identifier, 'jane/phone');
  assert.equal(decoded.recordedAt, tst === undefined ? null : Number(tst) * 1000);
  assert.deepEqual([decoded.latitude, decoded.longitude], [lat, lon]);
  assert.deepEqual([decoded.accuracyMeters, decoded.altitudeMeters], [acc, alt]);
  assert.equal(speed === undefined ? undefined : Math.round(speed * 3.6 * 1e9) / 1e9, known(vel));
  assert.deepEqual([decoded.headingDegrees, decoded.batteryPercent], [known(cog), known(batt)]);
}
