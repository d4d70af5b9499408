import { type JsonObject, isObject, parseJson } from '../json.ts';
import { Unreadable } from '../unreadable.ts';
import { columnOf } from './column.ts';
import { jsonCells } from './json-cells.ts';
import { readLine } from './read-line.ts';
import { labelIn, sortRecord } from './read-record.ts';
import type { Cell } from './record-number.ts';
import { type RecordSink, takeRecord } from './take-record.ts';

/**
 * Reads GeoJSON: a line of a feature is a track, its times are in `coordTimes` (or `times`, or
 * `coordinateProperties.times`); points are records of tracks by their properties. Features of other geometries and a
 * feature without one are left alone, for they are no recordings; what has `coordTimes` is a track of no points.
 */
export function readGeoJson(text: string, sink: RecordSink): void {
  const document = parseJson(text);
  const features = featuresOf(document);
  if (features === undefined) {
    const found = document === undefined ? text.slice(0, 100) : document;
    return sink.collector.breakOff(null, new Unreadable('file', found, 'a Feature or FeatureCollection of GeoJSON'));
  }
  const cellsOf = jsonCells();
  for (const feature of features) readFeature(objectIn(feature), { ...sink, cellsOf });
}

interface FeatureSink extends RecordSink {
  readonly cellsOf: (object: JsonObject) => Cell[];
}

function readFeature(feature: JsonObject, sink: FeatureSink): void {
  const [properties, geometry] = [objectIn(feature.properties), objectIn(feature.geometry)];
  switch (geometry.type) {
    case 'LineString':
    case 'MultiLineString':
      return readTrack(properties, geometry, sink);
    case 'Point':
      return takeRecord(sink, [...placeCells(geometry.coordinates), ...sink.cellsOf(properties)], null);
    case undefined:
      if (Array.isArray(properties.coordTimes)) beginTrack(properties, sink);
  }
}

const NOTHING: JsonObject = {};

function objectIn(value: unknown): JsonObject {
  return isObject(value) ? value : NOTHING;
}

function featuresOf(document: unknown): readonly unknown[] | undefined {
  if (!isObject(document)) return undefined;
  if (document.type === 'FeatureCollection' && Array.isArray(document.features)) return document.features;
  return document.type === 'Feature' ? [document] : undefined;
}

const [LONGITUDE, LATITUDE, ALTITUDE] = [columnOf('longitude'), columnOf('latitude'), columnOf('altitude')];

/** A place as cells, before which those of the properties do not count. */
function placeCells(coordinates: unknown) {
  const [longitude, latitude, altitude]: unknown[] = Array.isArray(coordinates) ? coordinates : [];
  return [[LONGITUDE, longitude] as const, [LATITUDE, latitude] as const, [ALTITUDE, altitude] as const];
}

function beginTrack(properties: JsonObject, { collector }: RecordSink) {
  const record = sortRecord(jsonCells()(properties));
  const track = collector.begin();
  const name = labelIn(record, 'track') ?? (typeof properties.name === 'string' ? properties.name : undefined);
  track.label({ name, identifier: labelIn(record, 'identifier') });
  return track;
}

function readTrack(properties: JsonObject, { type, coordinates }: JsonObject, sink: RecordSink): void {
  const track = beginTrack(properties, sink);
  const lines = type === 'LineString' ? [coordinates] : coordinates;
  if (!Array.isArray(lines) || !lines.every(Array.isArray)) {
    return track.breakOff(null, new Unreadable('coordinates', coordinates, 'an array of positions'));
  }
  const { times, ...beside } = objectIn(properties.coordinateProperties);
  const arrays = { ...beside, time: properties.coordTimes ?? properties.times ?? times };
  for (const [at, positions] of lines.entries()) {
    readLine({ positions, arrays: type === 'LineString' ? arrays : partOf(arrays, at) }, { track, style: sink.style });
  }
}

/** The arrays of one line of several. */
function partOf(arrays: JsonObject, at: number): JsonObject {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, parts]) => [name, Array.isArray(parts) ? parts[at] : null]),
  );
}
