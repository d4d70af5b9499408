import {
  readFences,
  writeFences,
  type FenceFormat,
  type FileFence,
  type ReadOptions,
  type WrittenFence,
  type RefusedFeature,
} from '@trekker/geo';
import type { Parsed } from '@trekker/kit';

import { layOut, type KeptColumns } from './lay-out.ts';
import { buffersOf, packGeoJson, unpackGeoJson, type PackedGeoJson } from './packed-geojson.ts';
import { repairBoundary, type Repair, type RepairChange } from './repair.ts';
import { parseShapeInput, type KeptShape, type ShapeInput } from './shape-input.ts';

/** Work on geometry that may take longer than an event loop should be held up, as it is handed to another thread. */
export type GeometryTask =
  | { readonly kind: 'judge'; readonly inputs: readonly PackedShapeInput[] }
  | { readonly kind: 'repair'; readonly geoJson: PackedGeoJson }
  | { readonly kind: 'read'; readonly text: string; readonly format: FenceFormat; readonly options: ReadFileOptions }
  | { readonly kind: 'write'; readonly fences: readonly KeptFence[]; readonly format: FenceFormat };

/** What each kind of work gives. */
export interface GeometryAnswers {
  /** The shape of each input, null where it names none, or what is wrong with it. */
  readonly judge: readonly Parsed<KeptShape | null>[];
  readonly repair: Repair;
  readonly read: ReadFile;
  /** A file. */
  readonly write: string;
}

/** How a file is read. */
export interface ReadFileOptions extends ReadOptions {
  /** Whether boundaries that are not valid are repaired. */
  readonly repair: boolean;
}

/** What a file holds. */
export interface ReadFile {
  /** Its geofences in their order, each with its shape or what is wrong with that. */
  readonly fences: readonly ReadFence[];
  /** What in it is no geofence, by the number of the feature, counted from 1. */
  readonly refused: readonly {
    readonly feature: number;
    readonly name: string | null;
    readonly code: RefusedFeature['code'];
    readonly message: string;
  }[];
}

/** A geofence of a file. */
export interface ReadFence {
  readonly name: string | null;
  readonly shape: Parsed<KeptShape | null>;
  /** What was changed to make its boundary valid. */
  readonly changes: readonly RepairChange[];
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
    case 'repair':
      return repairBoundary(unpackGeoJson(task.geoJson));
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
    fences: fences.map((fence) => readFence(fence, options)),
    refused: refused.map(({ index, name, code, message }) => ({ feature: index + 1, name, code, message })),
  };
}

function readFence({ name, boundary, line, widthMeters, circle }: FileFence, { repair }: ReadFileOptions): ReadFence {
  const corridor = line === null || widthMeters === null ? null : { line, widthMeters };
  const shape = parseShapeInput({ boundary, circle, corridor });
  if (shape.ok || boundary === null || !repair) return { name, shape, changes: [] };
  const repaired = repairBoundary(boundary);
  if (repaired.boundary === null) return { name, shape, changes: [] };
  return { name, shape: parseShapeInput({ boundary: JSON.parse(repaired.boundary) }), changes: repaired.changes };
}

function writtenFence({ name, properties = {}, shape }: KeptFence): WrittenFence[] {
  const laidOut = layOut(shape);
  return laidOut ? [{ name, description: null, shape: laidOut, properties }] : [];
}
