import { cpuMicroseconds, rounded } from '../cpu-time.ts';
import type { Measured } from '../measured.ts';
import type { Contender } from './contender.ts';
import { fenceGrid, shapeOf, type GridContender } from './fence-grid-contender.ts';
import { fleetFrom } from './fleet.ts';
import { flatbushAndHao } from './flatbush-contender.ts';
import { LAYOUTS, type Position } from './layouts.ts';
import { postgis } from './postgis-contender.ts';
import { missingPostgis, startPostgis, type Psql } from './psql.ts';

const SIZES = [1_000, 10_000, 100_000];
/** Times all points are asked about; the quickest counts, for others share the machine. */
const ROUNDS = 4;
/** PostGIS is asked about the first of the points, and only where comparing sizes is not the matter. */
const POSTGIS = { layout: 'even', size: 10_000, points: 20_000 } as const;
const EDITS = 200;

const TARGETS = { timesFlatbush: 5, timesPostgis: 30, costAgainstThousand: 1.5, editMs: 50, buildSecondsOf10000: 1.5 };

interface Row {
  readonly layout: string;
  /** `anywhere`: points at random, each in memory nobody touched lately. `fleet`: 1,000 trackers on their ways. */
  readonly points: string;
  readonly fences: number;
  readonly hitsPerPoint: number;
  readonly microseconds: number;
  readonly peerMicroseconds: number;
  readonly timesPeer: number;
  readonly costAgainstThousand: number;
  /** Whether it is so many times quicker than the peer, and costs little more than a thousand. */
  readonly met: boolean;
}

/** What filling a grid takes, and the longest of many edits of it. */
interface Upkeep {
  readonly layout: string;
  readonly fences: number;
  readonly buildSeconds: number;
  readonly editMsAtMost: number;
  /** Whether edits are as quick as they are to be, and the filling of 10,000 as well. */
  readonly met: boolean;
}

/** Points against the grid and its peers in every layout and size. Fails where two answer differently. */
export async function measureIndex(): Promise<Measured> {
  const rows: Row[] = [];
  const upkeep: Upkeep[] = [];
  for (const [layout, make] of Object.entries(LAYOUTS)) {
    for (const fences of SIZES) {
      const { rings, points } = make(fences);
      const grid = fenceGrid(rings);
      const contenders = [grid, flatbushAndHao(rings)];
      for (const [name, asked] of [['anywhere', points] as const, ['fleet', fleetFrom(points)] as const]) {
        const found = await race(contenders, asked);
        const first = rows.find((row) => row.layout === layout && row.points === name)?.microseconds;
        rows.push({ layout, points: name, fences, ...found, ...comparedTo(first ?? found.microseconds, found) });
      }
      const { buildSeconds } = grid;
      upkeep.push(upkeepOf({ layout, fences, buildSeconds, editMsAtMost: longestEditMs(grid, rings) }));
    }
  }
  const missing = missingPostgis();
  const peer = missing === null ? await measurePostgis() : { skipped: missing };
  return {
    tables: {
      'points against fences beside flatbush + point-in-polygon-hao, CPU time per point': rows,
      'upkeep, CPU time': upkeep,
      [`points against fences beside PostGIS in batches of 1,000, layout ${POSTGIS.layout}, ${POSTGIS.size} fences`]: [
        peer,
      ],
    },
    figures: { rows, upkeep, postgis: peer, targets: TARGETS },
  };
}

interface Found {
  readonly hitsPerPoint: number;
  readonly microseconds: number;
  readonly peerMicroseconds: number;
  readonly timesPeer: number;
}

function comparedTo(thousand: number, { microseconds, timesPeer }: Found): Pick<Row, 'costAgainstThousand' | 'met'> {
  const costAgainstThousand = rounded(microseconds / thousand);
  const met = timesPeer >= TARGETS.timesFlatbush && costAgainstThousand <= TARGETS.costAgainstThousand;
  return { costAgainstThousand, met };
}

function upkeepOf(measured: Omit<Upkeep, 'met'>): Upkeep {
  const { fences, buildSeconds, editMsAtMost } = measured;
  const isBuilt = fences !== 10_000 || buildSeconds <= TARGETS.buildSecondsOf10000;
  return { ...measured, buildSeconds: rounded(buildSeconds), met: isBuilt && editMsAtMost <= TARGETS.editMs };
}

/** The least CPU time per point of two contenders over several rounds in turn; both must answer the same. */
async function race([ours, peer]: readonly Contender[], points: readonly Position[]): Promise<Found> {
  if (ours === undefined || peer === undefined) throw new RangeError('a race needs two contenders');
  const [found, expected] = [await ours.answer(points), await peer.answer(points)];
  const differing = found.findIndex((ids, point) => !isSame(ids, expected[point] ?? []));
  if (differing >= 0) throw new Error(`${peer.name} answers differently about ${points[differing]?.join(' ')}`);
  let [best, peerBest] = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round++) {
    best = Math.min(best, await ours.timed(points));
    peerBest = Math.min(peerBest, await peer.timed(points));
  }
  return {
    hitsPerPoint: rounded(found.reduce((sum, ids) => sum + ids.length, 0) / points.length),
    microseconds: rounded(best / points.length),
    peerMicroseconds: rounded(peerBest / points.length),
    timesPeer: rounded(peerBest / best),
  };
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

/** The longest of many edits: one fence put in the place of another. */
function longestEditMs({ grid }: GridContender, rings: readonly (readonly Position[])[]): number {
  let longest = 0;
  for (let edit = 0; edit < EDITS; edit++) {
    const index = (edit * 7_919) % rings.length;
    const ring = rings[(index + 1) % rings.length] ?? [];
    const shape = shapeOf(ring);
    longest = Math.max(longest, cpuMicroseconds(() => grid.set(String(index), shape)) / 1_000);
  }
  return rounded(longest);
}

async function measurePostgis(): Promise<object> {
  const { rings, points } = LAYOUTS[POSTGIS.layout](POSTGIS.size);
  const some = points.slice(0, POSTGIS.points);
  const psql: Psql = await startPostgis();
  try {
    const found = await race([fenceGrid(rings), await postgis(psql, rings)], some);
    return { ...found, met: found.timesPeer >= TARGETS.timesPostgis };
  } finally {
    await psql.close();
  }
}
