import type { Parsed } from '@trekker/kit';

import { buffersOf, packGeoJson, unpackGeoJson, type PackedGeoJson } from './packed-geojson.ts';
import { parseShapeInput, type KeptShape, type ShapeInput } from './shape-input.ts';

/** Work on geometry that may take longer than an event loop should be held up, as it is handed to another thread. */
export type GeometryTask = { readonly kind: 'judge'; readonly inputs: readonly PackedShapeInput[] };

/** What each kind of work gives. */
export interface GeometryAnswers {
  /** The shape of each input, null where it names none, or what is wrong with it. */
  readonly judge: readonly Parsed<KeptShape | null>[];
}

/** A shape as a caller gives it, its GeoJSON packed. */
type PackedShapeInput = Omit<ShapeInput, 'boundary'> & { readonly boundary: PackedGeoJson | null };

/** Does the work. */
export function runGeometryTask<T extends GeometryTask>(task: T): GeometryAnswers[T['kind']] {
  return judgeAll(task.inputs);
}

/** Shapes to judge, and the buffers that go along. */
export function judgeTask(inputs: readonly ShapeInput[]): { task: GeometryTask; transfer: ArrayBuffer[] } {
  const packed = inputs.map(({ boundary = null, ...rest }) => ({
    ...rest,
    boundary: boundary === null ? null : packGeoJson(boundary),
  }));
  return {
    task: { kind: 'judge', inputs: packed },
    transfer: packed.flatMap(({ boundary }) => (boundary ? buffersOf(boundary) : [])),
  };
}

function judgeAll(inputs: readonly PackedShapeInput[]): Parsed<KeptShape | null>[] {
  return inputs.map(({ boundary, ...rest }) =>
    parseShapeInput({ ...rest, boundary: boundary && unpackGeoJson(boundary) }),
  );
}
