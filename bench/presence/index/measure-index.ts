import { cpuMicroseconds, rounded } from '../cpu-time.ts';
import type { Measured } from '../measured.ts';
import type { Contender } from './contender.ts';
import { fenceGrid, shapeOf, type GridContender } from './fence-grid-contender.ts';
import { flatbushAndHao } from './flatbush-contender.ts';
import { LAYOUTS, type Layout, type Position } from './layouts.ts';
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
  readonly fences: number;
  readonly hitsPerPoint: number;
  readonly microsecondsPerPoint: number;
  readonly flatbushMicroseconds: number;
  readonly timesFlatbush: number;
  readonly costAgainstThousand: number;
  readonly buildSeconds: number;
  readonly editMsAtMost: number;
}

/** Points against the grid and its peers in every layout and size. Fails where two answer differently. */
export async function measureIndex(): Promise<Measured> {
  const rows: Row[] = [];
  for (const [layout, make] of Object.entries(LAYOUTS)) {
    for (const size of SIZES) {
      const row = await measureSize({ layout, size, data: make(size) });
      const base = rows.find((other) => other.layout === layout && other.fences === SIZES[0]) ?? row;
      rows.push({ ...row, costAgainstThousand: rounded(row.microsecondsPerPoint / base.microsecondsPerPoint) });
    }
  }
  const missing = missingPostgis();
  const peer = missing === null ? await measurePostgis() : { skipped: missing };
  return {
    tables: { 'points against fences, CPU time': rows, [`PostGIS, ${POSTGIS.layout} ${POSTGIS.size}`]: [peer] },
    figures: { rows, postgis: peer, targets: TARGETS },
  };
}

interface Case {
  readonly layout: string;
  readonly size: number;
  readonly data: Layout;
}

async function measureSize({ layout, size, data: { rings, points } }: Case): Promise<Row> {
  const ours = fenceGrid(rings);
  const peer = flatbushAndHao(rings);
  const [best = Infinity, peerBest = Infinity] = await race([ours, peer], points);
  const { found } = await ours.answer(points);
  return {
    layout,
    fences: size,
    hitsPerPoint: rounded(found.reduce((sum, ids) => sum + ids.length, 0) / points.length),
    microsecondsPerPoint: rounded(best / points.length),
    flatbushMicroseconds: rounded(peerBest / points.length),
    timesFlatbush: rounded(peerBest / best),
    costAgainstThousand: 1,
    buildSeconds: rounded(ours.buildSeconds),
    editMsAtMost: rounded(longestEditMs(ours, rings)),
  };
}

/** The least CPU time of each contender over several rounds in turn; all must answer the same. */
async function race(contenders: readonly Contender[], points: readonly Position[]): Promise<number[]> {
  const best = contenders.map(() => Infinity);
  let expected: readonly (readonly number[])[] | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, contender] of contenders.entries()) {
      const { found, cpuMicroseconds: cpu } = await contender.answer(points);
      best[index] = Math.min(best[index] ?? Infinity, cpu);
      expected ??= found;
      const differing = found.findIndex((ids, point) => !isSame(ids, expected?.[point] ?? []));
      if (differing >= 0)
        throw new Error(`${contender.name} answers differently about ${points[differing]?.join(' ')}`);
    }
  }
  return best;
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
  return longest;
}

async function measurePostgis(): Promise<object> {
  const { rings, points } = LAYOUTS[POSTGIS.layout](POSTGIS.size);
  const some = points.slice(0, POSTGIS.points);
  const psql: Psql = await startPostgis();
  try {
    const [ours = Infinity, theirs = Infinity] = await race([fenceGrid(rings), await postgis(psql, rings)], some);
    return {
      microsecondsPerPoint: rounded(ours / some.length),
      postgisMicroseconds: rounded(theirs / some.length),
      timesPostgis: rounded(theirs / ours),
    };
  } finally {
    await psql.close();
  }
}
