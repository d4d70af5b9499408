import { readFileSync } from 'node:fs';
import type { Contender } from './contender.ts';
import type { Position } from './layouts.ts';
import type { Psql } from './psql.ts';

/** Points asked about in one statement. */
const BATCH = 1_000;

/** PostGIS: polygons under a GiST index, points joined to them in batches. Only what its backend computes is counted. */
export async function postgis(psql: Psql, rings: readonly (readonly Position[])[]): Promise<Contender> {
  await psql.run('drop table if exists fences; create table fences (id int, boundary geometry(Polygon, 4326))');
  for (let from = 0; from < rings.length; from += BATCH) {
    const rows = rings.slice(from, from + BATCH).map((ring, index) => {
      const vertices = ring.map(([x, y]) => `${x} ${y}`).join(',');
      return `(${from + index},'SRID=4326;POLYGON((${vertices}))')`;
    });
    await psql.run(`insert into fences values ${rows.join(',')}`);
  }
  await psql.run('create index on fences using gist (boundary); analyze fences');
  const [pid] = await psql.run('select pg_backend_pid()');
  const answer = async (points: readonly Position[]) => {
    const found = points.map((): number[] => []);
    for (let from = 0; from < points.length; from += BATCH) {
      for (const line of await psql.run(questionFor(points.slice(from, from + BATCH)))) {
        const [point, fence] = line.split('|').map(Number);
        found[from + (point ?? 0) - 1]?.push(fence ?? -1);
      }
    }
    return found;
  };
  return {
    name: 'PostGIS, batches of 1,000',
    answer,
    async timed(points) {
      const before = cpuMicrosecondsOf(Number(pid));
      await answer(points);
      return cpuMicrosecondsOf(Number(pid)) - before;
    },
  };
}

function questionFor(points: readonly Position[]): string {
  const list = (values: readonly number[]) => `array[${values.join(',')}]::float8[]`;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return `select number, id from unnest(${list(xs)}, ${list(ys)}) with ordinality as point (x, y, number)
    join fences on st_covers(boundary, st_setsrid(st_makepoint(x, y), 4326))`;
}

const TICKS_PER_SECOND = 100;

/** What a process has computed so far, in steps of a hundredth of a second (proc(5): utime and stime). */
function cpuMicrosecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1e6;
}
