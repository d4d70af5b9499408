import { readFences, writeFences, type FenceFormat, type ReadOptions, type WrittenFence } from '@trekker/geo';
import type { Parsed } from '@trekker/kit';

import { layOut, type KeptColumns } from './lay-out.ts';
import { buffersOf, packGeoJson, unpackGeoJson, type PackedGeoJson } from './packed-geojson.ts';
import { parseShapeInput, type KeptShape, type ShapeInput } from './shape-input.ts';

/** Work on geometry that may take longer than an event loop should be held up, as it is handed to another thread. */
export type GeometryTask =
  | { readonly kind: 'judge'; readonly inputs: readonly PackedShapeInput[] }
  | { readonly kind: 'read'; readonly text: string; readonly format: FenceFormat; readonly options: ReadOptions }
  | { readonly kind: 'write'; readonly fences: readonly KeptFence[]; readonly format: FenceFormat };

/** What each kind of work gives. */
export interface GeometryAnswers {
  /** The shape of each input, null where it names none, or what is wrong with it. */
  readonly judge: readonly Parsed<KeptShape | null>[];
  readonly read: ReadFile;
  /** A file. */
  readonly write: string;
}

/** What a file holds. */
export interface ReadFile {
  /** Its geofences in their order, each with its shape or what is wrong with that. */
  readonly fences: readonly { readonly name: string | null; readonly shape: Parsed<KeptShape | null> }[];
  /** What in it is no geofence, by the number of the feature, counted from 1. */
  readonly refused: readonly {
    readonly feature: number;
    readonly name: string | null;
    readonly code: string;
    readonly message: string;
  }[];
}

/** A geofence to be written to a file, its shape as it is kept. */
export interface KeptFence extends Pick<WrittenFence, 'name' | 'properties'> {
  readonly shape: KeptColumns;
}

/** A shape as a caller gives it, its GeoJSON packed. */
interface PackedShapeInput extends Pick<ShapeInput, 'circle'> {
  readonly boundary: PackedGeoJson | null;
  readonly corridor: { readonly line: PackedGeoJson; readonly widthMeters: number } | null;
}

/** Does the work. */
export function runGeometryTask(task: GeometryTask): GeometryAnswers[GeometryTask['kind']] {
  switch (task.kind) {
    case 'judge':
      return judgeAll(task.inputs);
    case 'read':
      return readFile(task);
    case 'write':
      return writeFences(task.fences.flatMap(writtenFence), task.format);
  }
}

/** Shapes to judge, and the buffers that go along. */
export function judgeTask(inputs: readonly ShapeInput[]): {
  task: Extract<GeometryTask, { kind: 'judge' }>;
  transfer: ArrayBuffer[];
} {
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

function readFile({ text, format, options }: Extract<GeometryTask, { kind: 'read' }>): ReadFile {
  const { fences, refused } = readFences(text, format, options);
  return {
    fences: fences.map(({ name, boundary, line, widthMeters, circle }) => ({
      name,
      shape: parseShapeInput({
        boundary,
        circle,
        corridor: line === null || widthMeters === null ? null : { line, widthMeters },
      }),
    })),
    refused: refused.map(({ index, name, code, message }) => ({ feature: index + 1, name, code, message })),
  };
}

function writtenFence({ name, properties = {}, shape }: KeptFence): WrittenFence[] {
  const laidOut = layOut(shape);
  return laidOut ? [{ name, description: null, shape: laidOut, properties }] : [];
}
