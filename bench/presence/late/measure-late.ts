import { uuidv7, type Viewer } from '@trekker/kit';
import { at, PLAIN, square, startGeofences, type TestGeofences } from '@trekker/geofences/testing';
import { rounded } from '../cpu-time.ts';
import { drawTracks, type TrackFix } from '../engine/tracks.ts';
import type { Measured } from '../measured.ts';
import { databaseUrl, withDatabase } from './with-database.ts';

/** What deriving a person's day anew may take, milliseconds. */
const TARGET_MS = 20;
const ROUNDS = 12;
/** A fix every ten seconds. */
const DAY = { fixes: 8_640, everyMs: 10_000, stepMeters: 15 };
const ZONES_ACROSS = 10;
const ZONE_DEGREES = 0.001;
const [SOUTH, WEST] = [47, 8];

/**
 * What it takes a running service, PostgreSQL and both stages included, until the visits of a person are right again: after
 * one late position early in a day of positions, and after an edit into the past that touches the whole day. Beside
 * them what a position in order and an edit elsewhere take: the cost of being told at all.
 */
export async function measureLate(): Promise<Measured> {
  const rows = await withDatabase(async (address) => {
    process.env['TREKKER_TEST_DATABASE_URL'] = databaseUrl(address); // where the testing service makes its database
    await using site = await startGeofences();
    return await measureOn(site);
  });
  return {
    tables: { 'until the visits of a person with a day of positions are right again': rows },
    figures: { rows, targets: { milliseconds: TARGET_MS } },
  };
}

async function measureOn(site: TestGeofences) {
  const viewer = site.tenant();
  const across = await prepareZones(site, viewer);
  const trackerId = uuidv7();
  const assignment = { assignmentId: uuidv7(), trackerId, personId: uuidv7(), assetId: null, from: 0, to: null };
  await site.tell(viewer.tenantId, 'tracker-assigned', assignment);
  const track = drawTracks({ starts: [[WEST + 0.005, SOUTH + 0.005]], trackers: 1, ...DAY });
  const send = (fixes: readonly TrackFix[]) =>
    site.send(
      viewer.tenantId,
      fixes.map(({ recordedAt, ...place }) => at(trackerId, recordedAt, place)),
    );
  for (let first = 0; first < track.length; first += 500) await send(track.slice(first, first + 500));
  await site.caughtUp();

  const end = track.at(-1)?.recordedAt ?? 0;
  const begin = track[0]?.recordedAt ?? 0;
  const place = { tracker: 0, latitude: SOUTH + 0.0051, longitude: WEST + 0.0049 };
  const inOrder = await best(site, (round) => send([{ ...place, recordedAt: end + (round + 1) * DAY.everyMs }]));
  const late = await best(site, (round) => send([{ ...place, recordedAt: begin + (round + 1) * 60_000 + 5_000 }]));
  /** Moves a zone back and forth, from a place on. */
  const editing = (zoneId: string, south: number) => async (round: number) => {
    const boundary = square(south + ZONE_DEGREES * ((round + 1) % 2), WEST, 5 * ZONE_DEGREES);
    const validFrom = new Date(begin).toISOString();
    const input = { geofenceId: zoneId, boundary, validFrom, reason: 'measured' };
    const { userErrors } = await site.change(viewer, 'updateGeofence', 'geofence { id }', input);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  };
  const elsewhere = await site.fence(viewer, { name: 'Elsewhere', boundary: square(SOUTH + 1, WEST), rules: PLAIN });
  const besides = await best(site, editing(elsewhere, SOUTH + 1));
  const edited = await best(site, editing(across, SOUTH));
  return [
    { what: 'one more position in order', ...inOrder },
    { what: 'one late position', ...late, ...beyond(inOrder, late) },
    { what: 'an edit of a zone nobody was near', ...besides },
    { what: 'an edit of a zone, valid for the whole day', ...edited, ...beyond(besides, edited) },
  ].map((row) => ({ fixes: track.length, ...row }));
}

interface Taken {
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
}

/** What deriving anew took beyond being told of something that concerns nobody. */
function beyond(told: Taken, derived: Taken) {
  const deriving = rounded(Math.max(0, derived.milliseconds - told.milliseconds));
  return { deriving, met: deriving <= TARGET_MS };
}

/** Zones side by side; the id of one more, which lies across several. */
async function prepareZones(site: TestGeofences, viewer: Viewer): Promise<string> {
  for (let index = 0; index < ZONES_ACROSS ** 2; index += 1) {
    const [row, column] = [Math.floor(index / ZONES_ACROSS), index % ZONES_ACROSS];
    const boundary = square(SOUTH + row * ZONE_DEGREES, WEST + column * ZONE_DEGREES, 0.8 * ZONE_DEGREES);
    await site.fence(viewer, { name: `Zone ${index}`, boundary, rules: PLAIN });
  }
  return site.fence(viewer, { name: 'Across', boundary: square(SOUTH, WEST, 0.005), rules: PLAIN });
}

/** The least wall and CPU time of several rounds until everything was derived from; others share the machine. */
async function best(site: TestGeofences, change: (round: number) => Promise<unknown>): Promise<Taken> {
  let [milliseconds, cpuMilliseconds] = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [begin, cpu] = [performance.now(), process.cpuUsage()];
    await change(round);
    await site.caughtUp();
    const { user, system } = process.cpuUsage(cpu);
    milliseconds = Math.min(milliseconds, performance.now() - begin);
    cpuMilliseconds = Math.min(cpuMilliseconds, (user + system) / 1_000);
  }
  return { milliseconds: rounded(milliseconds), cpuMilliseconds: rounded(cpuMilliseconds) };
}
