import { readText } from './read-text.ts';

/** A zone as a recording brings it. */
export interface RecordedZone {
  /** `<name>:<id>`. */
  readonly name: string;
  /** GeoJSON Polygon or MultiPolygon, coordinates untouched. */
  readonly boundary: unknown;
}

/** Where zones come from: the name before their ids, and a GeoJSON FeatureCollection. */
export interface ZoneSource {
  readonly name: string;
  readonly path: string;
}

/** The features of the collections as zones, in order. Fails when a file is no collection of features with ids. */
export async function readZones(sources: readonly ZoneSource[]): Promise<RecordedZone[]> {
  const zones: RecordedZone[] = [];
  for (const { name, path } of sources) {
    const { features } = JSON.parse(await readText(path)) as { features?: unknown };
    if (!Array.isArray(features)) throw new Error(`${path} must be a GeoJSON FeatureCollection`);
    for (const feature of features as { id?: unknown; geometry?: unknown }[]) {
      if (typeof feature.id !== 'string' && typeof feature.id !== 'number')
        throw new Error(`every feature of ${path} must have an id`);
      zones.push({ name: `${name}:${feature.id}`, boundary: feature.geometry ?? null });
    }
  }
  return zones;
}
