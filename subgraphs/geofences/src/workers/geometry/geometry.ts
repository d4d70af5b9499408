import type { FenceFormat } from '@trekker/geo';
import type { Parsed, Service } from '@trekker/kit';

import {
  judgeTask,
  type GeometryAnswers,
  type GeometryTask,
  type KeptFence,
  type ReadFile,
  type ReadFileOptions,
} from '../../domain/geofence/geometry-tasks.ts';
import { buffersOf, geoJsonSize, packGeoJson } from '../../domain/geofence/packed-geojson.ts';
import { refusedRepair, type Repair } from '../../domain/geofence/repair.ts';
import { parseShapeInput, type KeptShape, type ShapeInput } from '../../domain/geofence/shape-input.ts';
import { sizeProblem } from '../../domain/geofence/shape-size.ts';
import { createThreadPool } from './thread-pool.ts';

/** Geometry of any size, without holding up the event loop. Fails with UNAVAILABLE when too much of it waits. */
export interface Geometry extends Service {
  /** The shape of each input, null where it names none, or what is wrong with it. */
  judge(inputs: readonly ShapeInput[]): Promise<GeometryAnswers['judge']>;
  /** A valid boundary made of GeoJSON that was not drawn well, and what was changed. */
  repair(geoJson: unknown): Promise<Repair>;
  /** The geofences of a file. */
  read(text: string, format: FenceFormat, options: ReadFileOptions): Promise<ReadFile>;
  /** A file of geofences. */
  write(fences: readonly KeptFence[], format: FenceFormat): Promise<string>;
}

/** Numbers and lists that are judged in a few milliseconds, sooner than a thread would have them. */
const SMALL = 3_000;
/** So many shapes are handed over at once. */
const BATCH = 500;
const MOST_WAITING = 64;

/** Makes a geometry whose threads start with the first large shape. */
export function createGeometry({ threads }: { threads: number }): Geometry {
  const pool = createThreadPool({
    name: 'geometry',
    module: new URL('geometry-thread.ts', import.meta.url),
    threads,
    mostWaiting: MOST_WAITING,
  });

  async function onThread<T extends GeometryTask>(
    task: T,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<GeometryAnswers[T['kind']]> {
    // The thread runs `runGeometryTask`, which gives each kind of task its kind of answer.
    return (await pool.run(task, transfer)) as GeometryAnswers[T['kind']];
  }

  async function judgeBatch(inputs: readonly ShapeInput[]): Promise<GeometryAnswers['judge']> {
    const size = inputs.reduce(
      (sum, { boundary, corridor }) => sum + geoJsonSize(boundary, SMALL) + geoJsonSize(corridor?.line, SMALL),
      0,
    );
    if (size <= SMALL) return inputs.map(parseShapeInput);
    const refused = inputs.map(sizeProblem);
    const { task, transfer } = judgeTask(inputs.map((input, index) => (refused[index] ? {} : input)));
    const judged = await onThread(task, transfer);
    return judged.map((one, index) => (refused[index] ? { ok: false, userErrors: [refused[index]] } : one));
  }

  return {
    ...pool,
    async judge(inputs) {
      const judged: Parsed<KeptShape | null>[] = [];
      for (let from = 0; from < inputs.length; from += BATCH) {
        judged.push(...(await judgeBatch(inputs.slice(from, from + BATCH))));
      }
      return judged;
    },
    async repair(geoJson) {
      const problem = sizeProblem({ boundary: geoJson });
      if (problem) return refusedRepair(problem);
      const packed = packGeoJson(geoJson);
      return onThread({ kind: 'repair', geoJson: packed }, buffersOf(packed));
    },
    read: (text, format, options) => onThread({ kind: 'read', text, format, options }),
    write: (fences, format) => onThread({ kind: 'write', fences, format }),
  };
}
