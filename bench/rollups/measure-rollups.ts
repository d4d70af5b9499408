import { createRun, post, startPositions, type TestPositions } from '@trekker/positions/testing';
import { rounded } from '../presence/cpu-time.ts';
import { databaseUrl, withDatabase } from '../presence/late/with-database.ts';
import type { Measured } from '../presence/measured.ts';
import { seededRandom } from '../presence/seeded-random.ts';

/** How many times faster than scanning what is kept has to be. */
const TARGET = 50;
/** Until what is kept has the newest position, milliseconds. */
const FRESH_MS = 1_000;
const POSITIONS = 5_000;
const EVERY_MS = 10_000;
const ROUNDS = 7;
const AT_ONCE = 5_000;

interface Said {
  readonly tracker: string;
  readonly time: number;
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * Motion by the hour of trackers with a position every ten seconds, one in a hundred late: read as it is kept, and made of
 * the history by one statement with windows, both by the same server; then compared with one pass over all positions.
 */
export async function measureRollups(trackers: number): Promise<Measured> {
  return withDatabase(async (address) => {
    process.env['TREKKER_TEST_DATABASE_URL'] = databaseUrl(address); // where the testing service makes its database
    await using site = await startPositions();
    const tenant = await site.tenant();
    const { door, viewer, tenantId } = tenant;
    const ids = new Map<string, string>();
    for (let index = 0; index < trackers; index += 1) ids.set(`t${index}`, await tenant.tracker(`t${index}`));
    const { inTime, late, end } = draw([...ids.keys()]);
    const derivedMs = await send(site, door, [...inTime, ...late]);
    await site.postgres.admin`vacuum analyze positions.motion_hours`;
    await site.postgres.admin`analyze positions.history`;

    const scan = await best(() => scanHistory(site, tenantId));
    const viewing = viewer();
    const kept = await best(() => readKept(site, tenantId));
    const days = await best(() => readDays(site, viewing));
    const freshMs = await best(async (round) => {
      await send(site, door, [{ tracker: 't0', time: end + (round + 1) * EVERY_MS, latitude: 52, longitude: 13 }]);
    });
    const isEqual = await compare(site, [...ids.values()]);
    const ratio = rounded(scan / kept);
    const positions = trackers * POSITIONS;
    const rows = [
      { what: 'scan of the history', milliseconds: rounded(scan) },
      { what: 'as it is kept, by the same server', milliseconds: rounded(kept), ratio, met: ratio >= TARGET },
      { what: 'by the day, through the API', milliseconds: rounded(days), ratio: rounded(scan / days) },
      { what: 'one more position, until it is in', milliseconds: rounded(freshMs), met: freshMs <= FRESH_MS },
    ];
    const figures = {
      positions,
      late: late.length,
      rows,
      isEqual,
      derivedMs: rounded(derivedMs),
      targets: { ratio: TARGET },
    };
    return {
      tables: { [`hours of ${trackers} trackers, ${positions} positions, equal to one pass: ${isEqual}`]: rows },
      figures,
    };
  });
}

/** Ways of trackers that drive and stand by turns. */
function draw(names: readonly string[]): { inTime: Said[]; late: Said[]; end: number } {
  const random = seededRandom(7);
  const end = Math.floor(Date.now() / EVERY_MS) * EVERY_MS - 3_600_000;
  const said = names.flatMap((tracker) => {
    let [latitude, longitude, isMoving] = [52, 13, true];
    return Array.from({ length: POSITIONS }, (_, index) => {
      if (random() < 0.01) isMoving = !isMoving;
      latitude += (random() - 0.5) * (isMoving ? 2e-3 : 1e-5);
      longitude += random() * (isMoving ? 2e-3 : 1e-5);
      return { tracker, time: end - (POSITIONS - index) * EVERY_MS, latitude, longitude };
    });
  });
  const isLate = said.map(() => random() < 0.01);
  return { inTime: said.filter((_, index) => !isLate[index]), late: said.filter((_, index) => isLate[index]), end };
}

/** Sends positions and waits until all that follows from them is there; how long that took, milliseconds. */
async function send(site: TestPositions, door: string, said: readonly Said[]): Promise<number> {
  const started = performance.now();
  for (let at = 0; at < said.length; at += AT_ONCE) {
    const { status } = await post(door, said.slice(at, at + AT_ONCE));
    if (status !== 200) throw new Error(`the intake answered ${status}`);
  }
  if (!(await site.positions.caughtUp(600_000))) throw new Error('what follows from positions was not derived in time');
  return performance.now() - started;
}

/** Distance and highest speed of each tracker and hour, made of the history. */
async function scanHistory(site: TestPositions, tenantId: string): Promise<void> {
  const rows = await site.postgres.admin`
    select tracker_id, date_trunc('hour', recorded_at) as hour, count(*), sum(meters), max(speed_mms),
      sum(seconds) filter (where meters > 5) as moving, min(recorded_at), max(recorded_at)
    from (
      select *, extract(epoch from recorded_at - before) as seconds,
        2 * 6371008.8 * asin(sqrt(least(1, sin(radians(latitude_e7 - north) / 2e7) ^ 2
          + cos(radians(latitude_e7 / 1e7::float8)) * cos(radians(north / 1e7::float8))
            * sin(radians(longitude_e7 - east) / 2e7) ^ 2))) as meters
      from (
        select tracker_id, recorded_at, speed_mms, latitude_e7::float8 as latitude_e7, longitude_e7::float8 as longitude_e7,
          lag(recorded_at) over w as before, lag(latitude_e7) over w::float8 as north,
          lag(longitude_e7) over w::float8 as east
        from positions.history where tenant_id = ${tenantId}
        window w as (partition by tracker_id order by recorded_at, dedupe)
      ) as steps
    ) as measured group by tracker_id, hour`;
  if (!rows.length) throw new Error('the history is empty');
}

/** The same as it is kept. */
async function readKept(site: TestPositions, tenantId: string): Promise<void> {
  const rows = await site.postgres.admin`
    select tracker_id, hour_at, positions, moving_mm, stopped_mm, unknown_mm, max_speed_mms, moving_ms, first_at, last_at
    from positions.motion_hours where tenant_id = ${tenantId}`;
  if (!rows.length) throw new Error('nothing is kept');
}

/** Days of all trackers as the API gives them, the first page. */
async function readDays(site: TestPositions, viewer: ReturnType<Tenant['viewer']>): Promise<void> {
  const { errors } = await site.run(
    `{ motion(from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", by: DAY, timeZone: "Europe/Berlin", first: 500) {
         nodes { from distanceMeters movingSeconds maxSpeedMetersPerSecond positionCount } } }`,
    { viewer },
  );
  if (errors) throw new Error(JSON.stringify(errors));
}

type Tenant = Awaited<ReturnType<TestPositions['tenant']>>;

/** Whether every figure is that of one pass over all positions. */
async function compare(site: TestPositions, trackerIds: readonly string[]): Promise<boolean> {
  for (const trackerId of trackerIds) {
    const run = createRun(null);
    const rows = await site.postgres.admin`
      select recorded_at, latitude_e7, longitude_e7, speed_mms, accuracy_cm from positions.history
      where tracker_id = ${trackerId} order by recorded_at, dedupe`;
    for (const row of rows) {
      const place = { latitudeE7: row['latitude_e7'], longitudeE7: row['longitude_e7'] };
      run.add({ at: row['recorded_at'], ...place, speedMms: row['speed_mms'], accuracyCm: row['accuracy_cm'] });
    }
    const kept = await site.postgres.admin`
      select hour_at, positions, moving_ms, stopped_ms, moving_mm, stopped_mm, unknown_mm from positions.motion_hours
      where tracker_id = ${trackerId} order by hour_at`;
    const ours = [...run.settled()]
      .map(([hour, each]) => [hour, ...Object.values(each)])
      .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
    if (JSON.stringify(kept.map((row) => Object.values(row))) !== JSON.stringify(ours)) return false;
  }
  return true;
}

/** The least time of several rounds, milliseconds; others share the machine. */
async function best(work: (round: number) => Promise<unknown>): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await work(round);
    least = Math.min(least, performance.now() - started);
  }
  return least;
}
