/** What reading a file supplies where the file says nothing. */
export interface ReadOptions {
  /** Width of a corridor whose line has none. */
  readonly corridorWidthMeters: number;
  /** Radius of a circle of which there is only the centre. */
  readonly waypointRadiusMeters: number;
}

/** A geofence as a file has it: with a boundary, a line or a circle, the other two null; its geometry is not checked. */
export interface FileFence {
  readonly name: string | null;
  readonly description: string | null;
  /** GeoJSON Polygon or MultiPolygon. */
  readonly boundary: unknown;
  /** GeoJSON LineString, the middle of a corridor. */
  readonly line: unknown;
  /** Width of the corridor in metres; null where there is no line. */
  readonly widthMeters: number | null;
  readonly circle: FileCircle | null;
}

/** A circle as a file has it. */
export interface FileCircle {
  readonly latitude: number;
  readonly longitude: number;
  readonly radiusMeters: number;
}

/** A feature that is no geofence. */
export interface RefusedFeature {
  /** Which feature of the file it is, counted from 0; 0 also where the whole file is refused. */
  readonly index: number;
  readonly name: string | null;
  readonly code: 'UNREADABLE_FILE' | 'TOO_MANY_FEATURES' | 'NO_GEOMETRY' | 'UNSUPPORTED_TYPE' | 'NOT_A_POSITION';
  /** A sentence for the person who has the file. */
  readonly message: string;
}

/** The geofences of a file, in its order, and what in it is none. */
export interface ReadFences {
  readonly fences: readonly FileFence[];
  readonly refused: readonly RefusedFeature[];
}

/** So many features a file may have. */
export const MOST_FEATURES = 100_000;

/** Nothing, for the whole file cannot be read. */
export function refusedFile(message: string): ReadFences {
  return { fences: [], refused: [{ index: 0, name: null, code: 'UNREADABLE_FILE', message }] };
}

/** A geometry of a feature: GeoJSON that may become a geofence, or why it does not. */
export type FeatureGeometry =
  | { readonly kind: 'boundary'; readonly geometry: unknown }
  | { readonly kind: 'line'; readonly geometry: unknown; readonly widthMeters: number }
  | { readonly kind: 'circle'; readonly circle: FileCircle }
  | { readonly kind: 'refused'; readonly code: RefusedFeature['code']; readonly message: string };

/** A feature with what it is called and the geometries it has. */
export interface Feature {
  readonly name: string | null;
  readonly description: string | null;
  readonly geometries: readonly FeatureGeometry[];
}

/** Sorts features into geofences and what is refused; each geometry of a feature is a geofence of its own. */
export function fencesOf(features: readonly Feature[]): ReadFences {
  if (features.length > MOST_FEATURES) {
    const message = `a file may have ${MOST_FEATURES} features, this has ${features.length}`;
    return { fences: [], refused: [{ index: 0, name: null, code: 'TOO_MANY_FEATURES', message }] };
  }
  const fences: FileFence[] = [];
  const refused: RefusedFeature[] = [];
  for (const [index, { name, description, geometries }] of features.entries()) {
    if (geometries.length === 0)
      refused.push({ index, name, code: 'NO_GEOMETRY', message: 'the feature has no geometry' });
    for (const geometry of geometries) {
      const none = { name, description, boundary: null, line: null, widthMeters: null, circle: null };
      switch (geometry.kind) {
        case 'boundary':
          fences.push({ ...none, boundary: geometry.geometry });
          break;
        case 'line':
          fences.push({ ...none, line: geometry.geometry, widthMeters: geometry.widthMeters });
          break;
        case 'circle':
          fences.push({ ...none, circle: geometry.circle });
          break;
        case 'refused':
          refused.push({ index, name, code: geometry.code, message: geometry.message });
      }
    }
  }
  return { fences, refused };
}
