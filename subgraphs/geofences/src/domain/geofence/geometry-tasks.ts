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
interface PackedShapeInput extends Pick<ShapeInput, 'circle'> {
  readonly boundary: PackedGeoJson | null;
  readonly corridor: { readonly line: PackedGeoJson; readonly widthMeters: number } | null;
}

/** Does the work. */
export function runGeometryTask<T extends GeometryTask>(task: T): GeometryAnswers[T['kind']] {
  return judgeAll(task.inputs);
}

/** Shapes to judge, and the buffers that go along. */
export function judgeTask(inputs: readonly ShapeInput[]): { task: GeometryTask; transfer: ArrayBuffer[] } {
  const packed = inputs.map(({ boundary, circle, corridor }) => ({
    boundary: boundary == null ? null : packGeoJson(boundary),
    circle,
    corridor: corridor ? { line: packGeoJson(corridor.line), widthMeters: corridor.widthMeters } : null,
  }));
  return {
    task: { kind: 'judge', inputs: packed },
    transfer: packed.flatMap(({ boundary, corridor }) => [
      ...(boundary ? buffersOf(boundary) : []),
      ...(corridor ? buffersOf(corridor.line) : []),
    ]),
  };
}

function judgeAll(inputs: readonly PackedShapeInput[]): Parsed<KeptShape | null>[] {
  return inputs.map(({ boundary, circle, corridor }) =>
    parseShapeInput({
      boundary: boundary && unpackGeoJson(boundary),
      circle,
      corridor: corridor && { ...corridor, line: unpackGeoJson(corridor.line) },
    }),
  );
}
