import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { uuidv7 } from '@trekker/kit';

import { startHeadcount, type TestHeadcount, type ToldVisit } from './headcount.ts';
import { iso } from './history.ts';
import { seededRandom } from './seeded-random.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const DATA = join(import.meta.dirname, '../../../../shared/data');
const WALKERS = 'contacts/hermes-uo-180-180-120.csv.gz';
const WALKERS_COUNTED = 'expected/headcount-hermes-uo-180-180-120.csv.gz';
const WALKERS_ZONE = 'expected/headcount-hermes-uo-180-180-120-zone.geojson';
const BADGES = 'presence/vast2016-badges.csv.gz';
const BADGES_COUNTED = 'expected/vast2016-headcount.csv.gz';

type Tenant = ReturnType<TestHeadcount['tenant']>;
type Row = Readonly<Record<string, string>>;
type Visit = ToldVisit & { readonly personVisitId: string };

withData(
  'counts recorded walkers of the last second as brute force does',
  [WALKERS, WALKERS_COUNTED, WALKERS_ZONE],
  async () => {
    const tenant = site.tenant();
    const [anywhere, band] = [await tenant.zone(null, { validFrom: 0 }), await tenant.zone(null, { validFrom: 0 })];
    const isInside = await bandOf(WALKERS_ZONE);
    const tracks = Map.groupBy(await rowsOf(WALKERS), (row) => row['id'] ?? '');
    const visits: Visit[] = [];
    for (const fixes of tracks.values()) {
      const personId = await tenant.person();
      const track = fixes
        .map((row) => ({ at: Number(row['t_ms']), inside: isInside(row) }))
        .toSorted((a, b) => a.at - b.at);
      visits.push(
        ...visitsOf(
          track.map(({ at }) => ({ at, inside: true })),
          { personId, geofenceId: anywhere },
        ),
      );
      visits.push(...visitsOf(track, { personId, geofenceId: band }));
    }
    await tell(tenant, visits);
    const expected = await rowsOf(WALKERS_COUNTED);
    for (const row of expected) {
      const zones = await presentAt(tenant, Number(row['t_ms']));
      assert.deepEqual(
        [zones.get(anywhere), zones.get(band)],
        [Number(row['seen_last_1s']), Number(row['inside_last_1s'])],
        row['t_ms'],
      );
    }
    assert.ok(expected.length > 80);
    const [from, to] = [Number(expected[0]?.['t_ms']), Number(expected.at(-1)?.['t_ms']) + 1_000];
    const query = `{ headcountSeries(zoneId: "${band}", from: "${iso(from)}", to: "${iso(to)}", stepSeconds: 1) { points { present } } }`;
    const { data } = await site.run(query, { viewer: tenant.viewer() });
    assert.deepEqual(
      data.headcountSeries.points.map((one: any) => one.present),
      expected.map((row) => Number(row['inside_last_1s'])),
    );
  },
);

withData('counts recorded badges by the zone of their last read of the day', [BADGES, BADGES_COUNTED], async () => {
  const tenant = site.tenant();
  const zones = new Map<string, string>();
  const visits: Visit[] = [];
  const nameOf = (row: Row) => `${row['floor']}/${row['zone']}`;
  const reads = await rowsOf(BADGES);
  for (const row of reads)
    if (!zones.has(nameOf(row))) zones.set(nameOf(row), await tenant.zone(null, { validFrom: 0 }));
  for (const own of Map.groupBy(reads, (row) => row['badge'] ?? '').values()) {
    const personId = await tenant.person();
    for (const [index, row] of own.entries()) {
      const [from, next] = [instantOf(row), own[index + 1]];
      const midnight = Date.parse(`${row['timestamp']?.slice(0, 10)}T24:00:00Z`);
      const to = Math.min(midnight, next ? instantOf(next) : midnight);
      const geofenceId = zones.get(nameOf(row)) ?? '';
      visits.push({ personVisitId: uuidv7(), personId, geofenceId, from, to, endReason: 'LEFT' });
    }
  }
  await tell(tenant, visits);
  const counted = Map.groupBy(await rowsOf(BADGES_COUNTED), instantOf);
  assert.ok(counted.size >= 160);
  for (const [at, rows] of counted) {
    const present = await presentAt(tenant, at);
    const found = [...zones].flatMap(([name, id]) => (present.get(id) ? [`${name} ${present.get(id)}`] : []));
    const expected = rows.map((row) => `${nameOf(row)} ${row['last_read_here']}`);
    assert.deepEqual(found.toSorted(), expected.toSorted(), iso(at));
  }
});

/** Runs a test with recorded data, or skips it by the name of the file that is not there. */
function withData(name: string, files: readonly string[], body: () => Promise<void>): void {
  const missing = files.find((file) => !existsSync(join(DATA, file)));
  test(name, { skip: missing === undefined ? false : `../shared/data/${missing} is absent` }, body);
}

async function rowsOf(file: string): Promise<Row[]> {
  const text = gunzipSync(await readFile(join(DATA, file))).toString('utf8');
  const [head = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index] ?? '', value])));
}

/** Whether a position lies in the rectangle of a file. */
async function bandOf(file: string): Promise<(row: Row) => boolean> {
  const { geometry } = JSON.parse(await readFile(join(DATA, file), 'utf8'));
  const [longitudes, latitudes] = [0, 1].map((axis) => geometry.coordinates[0].map((point: number[]) => point[axis]));
  const within = (value: number, range: readonly number[]) =>
    value >= Math.min(...range) && value <= Math.max(...range);
  return (row) => within(Number(row['lat']), latitudes) && within(Number(row['lon']), longitudes);
}

/** Visits by the plain rule, stale from the first millisecond behind a second of silence until the next fix. */
function visitsOf(
  track: readonly { at: number; inside: boolean }[],
  who: Pick<ToldVisit, 'personId' | 'geofenceId'>,
): Visit[] {
  const visits: Visit[] = [];
  for (let index = 0; index < track.length; index += 1) {
    const first = track[index];
    if (!first?.inside) continue;
    const end = track.findIndex((fix, other) => other > index && !fix.inside);
    const fixes = track.slice(index, end < 0 ? track.length : end + 1);
    const stale = fixes.flatMap(({ at }, own) => {
      const next = fixes[own + 1]?.at ?? null;
      const isOver = end >= 0 && own === fixes.length - 1;
      return isOver || (next !== null && next <= at + 1_001) ? [] : [{ from: at + 1_001, to: next }];
    });
    const ended = end < 0 ? {} : { to: fixes.at(-1)?.at ?? null, endReason: 'LEFT' };
    visits.push({ ...who, personVisitId: uuidv7(), from: first.at, stale, ...ended });
    if (end < 0) break;
    index = end;
  }
  return visits;
}

/** Publishes visits in any order, each first as it looked while it lasted, and some twice. */
async function tell(tenant: Tenant, visits: readonly Visit[]): Promise<void> {
  const random = seededRandom(5);
  const early = visits.map((visit) => ({ ...visit, to: null, endReason: undefined, stale: [] }));
  const all = [...random.shuffled(early), ...random.shuffled([...visits, ...visits.slice(0, 50)])];
  while (all.length) await tenant.visits(...all.splice(0, 500));
  assert.ok(await site.headcount.caughtUp(60_000));
}

/** How many are present at an instant, by zone; zones hold whenever their visits do. */
async function presentAt(tenant: Tenant, at: number): Promise<Map<string, number>> {
  const document = `query O($asOf: DateTime!) { occupancy(asOf: $asOf) { zones { zone { id } headcount { present } } } }`;
  const { data, errors } = await site.run(document, { viewer: tenant.viewer(), variables: { asOf: iso(at) } });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return new Map(data.occupancy.zones.map((one: any) => [one.zone.id, one.headcount.present]));
}

function instantOf(row: Row): number {
  return Date.parse(`${row['timestamp']?.replace(' ', 'T')}Z`);
}
