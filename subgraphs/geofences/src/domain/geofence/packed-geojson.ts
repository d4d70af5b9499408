/**
 * GeoJSON laid flat: a few buffers that change threads at once, where nested lists would be copied vertex by vertex.
 * Members that no shape is read from are left out.
 */
export interface PackedGeoJson {
  readonly type: string | null;
  readonly coordinates: PackedList;
  /** What a collection holds; empty for all else. */
  readonly parts: readonly PackedGeoJson[];
}

interface PackedList {
  /** The numbers, in order, to the bit. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** Item by item from the outside in: how many items a list has, or one of the marks. */
  readonly marks: Int32Array<ArrayBuffer>;
}

const NUMBER = -1;
/** Neither number nor list. */
const NEITHER = -2;

/** Deeper lists than those of a MultiPolygon are nothing a shape could be read from. */
const DEEPEST_LIST = 4;
/** Deeper collections than these nobody draws; what lies below is left out. */
const DEEPEST_COLLECTION = 16;

/** How many numbers, lists and parts GeoJSON has; stops counting beyond `most`. */
export function geoJsonSize(geoJson: unknown, most: number, depth = 0): number {
  const { coordinates, parts } = membersOf(geoJson, depth);
  let size = sizeOf(coordinates, { most, depth: 0 });
  for (const part of parts) {
    if (size > most) break;
    size += geoJsonSize(part, most - size, depth + 1);
  }
  return size;
}

/** Lays GeoJSON flat. What is no GeoJSON packs as no type and no coordinates. */
export function packGeoJson(geoJson: unknown, depth = 0): PackedGeoJson {
  const { type, coordinates, parts } = membersOf(geoJson, depth);
  const size = sizeOf(coordinates, { most: Infinity, depth: 0 });
  const into = { numbers: new Float64Array(size), marks: new Int32Array(size), count: 0, items: 0 };
  fill(coordinates, into, 0);
  const { count, items } = into;
  return {
    type: typeof type === 'string' ? type : null,
    coordinates: { numbers: into.numbers.slice(0, count), marks: into.marks.slice(0, items) },
    parts: parts.map((part) => packGeoJson(part, depth + 1)),
  };
}

/** The GeoJSON that was packed; a Feature comes back as its geometry. */
export function unpackGeoJson({ type, coordinates, parts }: PackedGeoJson): unknown {
  const members = COLLECTIONS.get(type);
  if (members !== undefined) return { type, [members]: parts.map(unpackGeoJson) };
  return { type, coordinates: take(coordinates, { number: 0, mark: 0 }) };
}

/** What changes threads without being copied. */
export function buffersOf({ coordinates, parts }: PackedGeoJson): ArrayBuffer[] {
  return [coordinates.numbers.buffer, coordinates.marks.buffer, ...parts.flatMap(buffersOf)];
}

/** Where a collection has its parts. */
const COLLECTIONS: ReadonlyMap<unknown, string> = new Map([
  ['GeometryCollection', 'geometries'],
  ['FeatureCollection', 'features'],
]);

interface Members {
  readonly type: unknown;
  readonly coordinates: unknown;
  readonly parts: readonly unknown[];
}

function membersOf(geoJson: unknown, depth: number): Members {
  const given = recordOf(geoJson);
  const geometry = given['type'] === 'Feature' ? recordOf(given['geometry']) : given;
  const members = COLLECTIONS.get(geometry['type']);
  const parts = members === undefined || depth >= DEEPEST_COLLECTION ? [] : geometry[members];
  return {
    type: geometry['type'],
    coordinates: members === undefined ? geometry['coordinates'] : undefined,
    parts: Array.isArray(parts) ? parts : [],
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function sizeOf(value: unknown, { most, depth }: { most: number; depth: number }): number {
  if (!isList(value, depth)) return 1;
  let size = 1;
  for (const item of value) {
    size += sizeOf(item, { most: most - size, depth: depth + 1 });
    if (size > most) break;
  }
  return size;
}

function fill(
  value: unknown,
  into: { readonly numbers: Float64Array; readonly marks: Int32Array; count: number; items: number },
  depth: number,
): void {
  if (typeof value === 'number') {
    into.marks[into.items++] = NUMBER;
    into.numbers[into.count++] = value;
    return;
  }
  into.marks[into.items++] = isList(value, depth) ? value.length : NEITHER;
  if (isList(value, depth)) for (const item of value) fill(item, into, depth + 1);
}

function take({ numbers, marks }: PackedList, at: { number: number; mark: number }): unknown {
  const mark = marks[at.mark++] ?? NEITHER;
  if (mark === NUMBER) return numbers[at.number++];
  if (mark === NEITHER) return null;
  const items: unknown[] = [];
  for (let index = 0; index < mark; index += 1) items.push(take({ numbers, marks }, at));
  return items;
}

function isList(value: unknown, depth: number): value is readonly unknown[] {
  return Array.isArray(value) && depth < DEEPEST_LIST;
}
