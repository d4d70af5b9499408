/**
 * A GeoJSON geometry, or a Feature's, laid flat: a few buffers that change threads at once, where nested lists would be
 * copied vertex by vertex. Members that no shape is read from are left out.
 */
export interface PackedGeoJson {
  readonly type: string | null;
  readonly coordinates: PackedList;
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
const DEEPEST = 4;

/** How many numbers and lists there are in a geometry's coordinates; stops counting beyond `most`. */
export function coordinatesSize(geoJson: unknown, most: number): number {
  return sizeOf(geometryIn(geoJson)['coordinates'], { most, depth: 0 });
}

/** Lays GeoJSON flat. What is no GeoJSON packs as no type and no coordinates. */
export function packGeoJson(geoJson: unknown): PackedGeoJson {
  const { type, coordinates } = geometryIn(geoJson);
  const size = sizeOf(coordinates, { most: Infinity, depth: 0 });
  const into = { numbers: new Float64Array(size), marks: new Int32Array(size), count: 0, items: 0 };
  fill(coordinates, into, 0);
  const { count, items } = into;
  return {
    type: typeof type === 'string' ? type : null,
    coordinates: { numbers: into.numbers.slice(0, count), marks: into.marks.slice(0, items) },
  };
}

/** The GeoJSON geometry that was packed. */
export function unpackGeoJson({ type, coordinates }: PackedGeoJson): unknown {
  return { type, coordinates: take(coordinates, { number: 0, mark: 0 }) };
}

/** What changes threads without being copied. */
export function buffersOf({ coordinates }: PackedGeoJson): ArrayBuffer[] {
  return [coordinates.numbers.buffer, coordinates.marks.buffer];
}

function geometryIn(geoJson: unknown): Readonly<Record<string, unknown>> {
  const { type, geometry, ...rest } = membersOf(geoJson);
  return type === 'Feature' ? membersOf(geometry) : { type, ...rest };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
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
  return Array.isArray(value) && depth < DEEPEST;
}
