import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { createRun } from '../src/domain/motion/run.ts';
import { millimetersBetween, type MotionFix } from '../src/domain/motion/spot.ts';
import { post, startPositions } from './positions.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const FILES = {
  cabs: 'positions/sf-cabs-2008.csv.gz',
  boxes: 'expected/bbox-time-queries.json',
  days: 'expected/daily-distance.csv.gz',
};
const missing = Object.values(FILES).find((path) => !existsSync(join(DATA, path)));
const recorded = { skip: missing === undefined ? false : `../shared/data/${missing} is absent` };

interface Cab {
  readonly id: string;
  readonly fixes: readonly MotionFix[];
}

/** Every cab with its fixes in their order. */
function readCabs(): Cab[] {
  const byCab = new Map<string, MotionFix[]>();
  for (const line of linesOf(FILES.cabs)) {
    const [id = '', t, latitude, longitude] = line.split(',');
    const [latitudeE7, longitudeE7] = [Math.round(Number(latitude) * 1e7), Math.round(Number(longitude) * 1e7)];
    const fix = { at: Number(t) * 1_000, latitudeE7, longitudeE7, speedMms: null, accuracyCm: null };
    const known = byCab.get(id);
    if (known) known.push(fix);
    else byCab.set(id, [fix]);
  }
  return [...byCab].map(([id, fixes]) => ({ id, fixes }));
}

function linesOf(file: string): string[] {
  const text = gunzipSync(readFileSync(join(DATA, file))).toString();
  return text.split('\n').slice(1).filter(Boolean);
}

const LOS_ANGELES_MS = -7 * 3_600_000;
const dateOf = (at: number) => new Date(at + LOS_ANGELES_MS).toISOString().slice(0, 10);

test('goes as far each day as was worked out by others for recorded cabs', recorded, () => {
  const ours = new Map<string, { mm: number; positions: number }>();
  const count = (day: string, mm: number, positions: number) => {
    const known = ours.get(day) ?? { mm: 0, positions: 0 };
    ours.set(day, { mm: known.mm + mm, positions: known.positions + positions });
  };
  for (const { id, fixes } of readCabs()) {
    const run = createRun(null);
    for (const fix of fixes) run.add(fix);
    for (const [hour, { movingMm, stoppedMm, unknownMm, positions }] of run.settled())
      count(`${id},${dateOf(hour)}`, movingMm + stoppedMm + unknownMm, positions);
    // The truth leaves out ways from one day to the next; here each hour has its share.
    for (const { at, mm } of overMidnight(fixes)) count(`${id},${dateOf(at)}`, -mm, 0);
  }
  let compared = 0;
  for (const line of linesOf(FILES.days)) {
    const [id, date, fixes, meters] = line.split(',');
    const day = ours.get(`${id},${date}`);
    assert.equal(day?.positions, Number(fixes), line);
    assert.ok(Math.abs((day?.mm ?? 0) / 1_000 - Number(meters)) < 2, `${line}: ${day?.mm}`);
    compared += 1;
  }
  assert.ok(compared > 900, `${compared}`);
});

/** The ways from one day to the next: what of each is counted on either day. */
function overMidnight(fixes: readonly MotionFix[]): { at: number; mm: number }[] {
  return fixes.flatMap((fix, index) => {
    const before = fixes[index - 1];
    if (!before || dateOf(before.at) === dateOf(fix.at)) return [];
    const mm = millimetersBetween(before, fix);
    const ms = fix.at - before.at;
    if (ms > 3_600_000) return [{ at: fix.at, mm }];
    const midnight = Math.floor((fix.at + LOS_ANGELES_MS) / 86_400_000) * 86_400_000 - LOS_ANGELES_MS;
    const first = Math.floor((mm * (midnight - before.at)) / ms);
    return [
      { at: before.at, mm: first },
      { at: fix.at, mm: mm - first },
    ];
  });
}

test('finds in boxes and times what was found by others of recorded cabs', recorded, async () => {
  const queries = (JSON.parse(readFileSync(join(DATA, FILES.boxes), 'utf8')) as BoxQuery[])
    .filter(({ from, to }) => to - from <= 300)
    .slice(0, 12);
  await using site = await startPositions();
  const { door, tracker, viewer } = await site.tenant();
  const cabs = readCabs();
  for (const { id } of cabs) await tracker(id);
  const isNear = (at: number) => queries.some(({ from, to }) => at >= (from - 300) * 1_000 && at < (to + 300) * 1_000);
  const said = cabs.flatMap(({ id, fixes }) =>
    fixes
      .filter(({ at }) => isNear(at))
      .map((fix) => ({ tracker: id, time: fix.at, latitude: fix.latitudeE7 / 1e7, longitude: fix.longitudeE7 / 1e7 })),
  );
  for (let at = 0; at < said.length; at += 5_000)
    assert.equal((await post(door, said.slice(at, at + 5_000))).status, 200);
  assert.ok(await site.positions.caughtUp(60_000));
  for (const { bbox, from, to, points, entities } of queries) {
    const [west, south, east, north] = bbox;
    const { data, errors } = await site.run(
      `query Q($box: BoxInput!, $from: DateTime!, $to: DateTime!) {
         areaSightings(area: { box: $box }, from: $from, to: $to, first: 500) { nodes { positionCount } }
         heatmap(box: $box, zoom: 14, from: $from, to: $to) { positionCount cells { positionCount } } }`,
      {
        viewer: viewer(),
        variables: {
          box: { west, south, east, north },
          from: new Date(from * 1_000).toISOString(),
          to: new Date(to * 1_000).toISOString(),
        },
      },
    );
    assert.equal(errors, undefined, JSON.stringify(errors));
    const counts: number[] = data.areaSightings.nodes.map((each: any) => each.positionCount);
    const found = counts.reduce((sum, count) => sum + count, 0);
    assert.deepEqual(
      [found, counts.length, data.heatmap.positionCount],
      [points, entities, points],
      JSON.stringify(bbox),
    );
  }
});

interface BoxQuery {
  readonly bbox: readonly [number, number, number, number];
  readonly from: number;
  readonly to: number;
  readonly points: number;
  readonly entities: number;
}
