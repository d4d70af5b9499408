import type { Position } from 'geojson';
import type { DrawnShape, DrawTool } from '../../../../map/drawing/drawn-shape.ts';
import type { HoursDraft, SpanDraft } from '../../hours/hours-draft.ts';
import type { CornerEntry, CornerList } from '../corners/corner-list.ts';
import type { ZoneShape } from '../shape-input.ts';
import type { KeptDrawing } from './kept-drawing.ts';

const KINDS: readonly DrawnShape['kind'][] = ['polygon', 'circle', 'corridor'];
const TOOLS: readonly DrawTool[] = [...KINDS, 'edit'];

/** Work as it was kept, part by part; null for a text that is anything else, as another version or hand wrote it. */
export function readKept(text: string | null, version: number): Omit<KeptDrawing, 'slot'> | null {
  const kept = parsed(text);
  if (!isRecord(kept) || kept['version'] !== version) return null;
  const { at, versionId, tool, shape, corners, hours, fields } = kept;
  if (typeof at !== 'number' || !(versionId === null || typeof versionId === 'string')) return null;
  const known = TOOLS.find((one) => one === tool);
  if (!known || !orNull(isShape)(shape) || !orNull(isCornerList)(corners)) return null;
  if (!orNull(isHours)(hours) || !orNull(isTexts)(fields)) return null;
  return { at, versionId, tool: known, shape, corners, hours, fields };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

type Guard<T> = (value: unknown) => value is T;

function orNull<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every(isText);
}

function isPosition(value: unknown): value is Position {
  return listOf(isFiniteNumber)(value) && value.length >= 2;
}

function isShape(value: unknown): value is ZoneShape {
  return isRecord(value) && isFiniteNumber(value['widthMeters']) && isDrawn(value['drawn']);
}

function isDrawn(value: unknown): value is DrawnShape {
  if (!isRecord(value)) return false;
  const { kind, rings, center, radiusMeters, line } = value;
  if (kind === 'polygon') return listOf(listOf(isPosition))(rings);
  if (kind === 'corridor')
    return isRecord(line) && line['type'] === 'LineString' && listOf(isPosition)(line['coordinates']);
  const isPlace = isRecord(center) && isFiniteNumber(center['latitude']) && isFiniteNumber(center['longitude']);
  return kind === 'circle' && isPlace && isFiniteNumber(radiusMeters);
}

function isCornerList(value: unknown): value is CornerList {
  if (!isRecord(value) || !KINDS.some((kind) => kind === value['kind'])) return false;
  return isText(value['measure']) && listOf(listOf(isCorner))(value['lines']);
}

function isCorner(value: unknown): value is CornerEntry {
  if (!isRecord(value)) return false;
  const { id, latitude, longitude, at } = value;
  return isFiniteNumber(id) && isText(latitude) && isText(longitude) && orNull(isPosition)(at);
}

function isHours(value: unknown): value is HoursDraft {
  return isRecord(value) && orNull(isText)(value['timeZone']) && listOf(isSpan)(value['spans']);
}

function isSpan(value: unknown): value is SpanDraft {
  if (!isRecord(value)) return false;
  const { id, days, from, to } = value;
  return isFiniteNumber(id) && listOf(isFiniteNumber)(days) && isText(from) && isText(to);
}
