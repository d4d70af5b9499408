import { areaSquareMeters } from '../shape/area.ts';
import { parseShape, type ParsedShape } from '../shape/parse-shape.ts';
import { MOST_VERTICES } from '../shape/read-polygons.ts';
import { MOST_PROBLEMS, ringName, type ShapeProblem } from '../shape/shape-problem.ts';
import { geoJsonOf, polygonOf, type Draft, type DraftGeometry, type DraftRing } from './draft.ts';
import { gatherPolygons } from './gather-polygons.ts';
import { mend, type Mended } from './mend.ts';
import { readRing } from './read-ring.ts';
import { MOST_CHANGES, type ShapeChange } from './shape-change.ts';
import { tidyRing } from './tidy-ring.ts';

/** A shape that `parseShape` accepts, with all that was changed for it, or why there is none. */
export type RepairedShape =
  | {
      readonly kind: 'repaired';
      /** GeoJSON Polygon or MultiPolygon. */
      readonly geoJson: DraftGeometry;
      /** Empty where the shape was valid; at most {@link MOST_CHANGES}. */
      readonly changes: readonly ShapeChange[];
      /** Of the rings as they were given; where one crosses itself, parts that run clockwise count against the others. */
      readonly areaBeforeSquareMeters: number;
      readonly areaAfterSquareMeters: number;
    }
  | { readonly kind: 'refused'; readonly problems: readonly ShapeProblem[] };

/**
 * Makes a valid shape of GeoJSON that was not drawn well: puts the polygons of nested collections together, closes rings,
 * drops repeated vertices, spikes and what has no area, splits rings that cross themselves, drops holes outside and cuts
 * or joins what overlaps. Rings that need nothing keep their coordinates to the bit. Refused is what has no polygon, a
 * position that is none, and what crosses in too many places. What it covers follows the non-zero rule: all that a ring
 * goes round, whichever way, is inside.
 */
export function repairShape(geoJson: unknown): RepairedShape {
  const gathered = gatherPolygons(geoJson);
  if (gathered.polygons.length === 0) return refusedBy(parseShape(geoJson));
  const vertices = gathered.polygons
    .flat()
    .reduce((sum: number, ring) => sum + (Array.isArray(ring) ? ring.length : 0), 0);
  if (vertices > MOST_VERTICES) {
    const message = `a shape may have ${MOST_VERTICES} points, this has ${vertices}`;
    return { kind: 'refused', problems: [{ polygon: null, ring: null, code: 'TOO_MANY_POINTS', message }] };
  }
  const read = readDrafts(gathered.polygons);
  if (read.problems.length > 0) return { kind: 'refused', problems: read.problems };
  const isValid = parseShape(geoJsonOf(read.drafts)).kind === 'valid';
  const tidy = isValid ? { drafts: read.drafts, changes: [] } : tidyDrafts(read.drafts);
  if (tidy.drafts.length === 0) return nothingLeft();
  const mended: Mended = isValid ? { kind: 'mended', ...tidy } : mend(tidy.drafts);
  if (mended.kind === 'refused') return mended;
  return {
    kind: 'repaired',
    geoJson: geoJsonOf(mended.drafts),
    changes: atMost([...gathered.changes, ...read.changes, ...tidy.changes, ...mended.changes]),
    areaBeforeSquareMeters: areaOf(read.drafts),
    areaAfterSquareMeters: areaOf(mended.drafts),
  };
}

interface ReadDrafts {
  readonly drafts: readonly Draft[];
  readonly changes: readonly ShapeChange[];
  readonly problems: readonly ShapeProblem[];
}

function readDrafts(polygons: readonly (readonly unknown[])[]): ReadDrafts {
  const changes: ShapeChange[] = [];
  const problems: ShapeProblem[] = [];
  const drafts = polygons.map((vertices, polygon): Draft => {
    const rings = vertices.map((ring, index): DraftRing => {
      const read = readRing(ring, { polygon, ring: index });
      if (read.kind === 'read') changes.push(...read.changes);
      else if (problems.length < MOST_PROBLEMS) problems.push(read.problem);
      return read.kind === 'read' ? read.ring : [];
    });
    return { origin: polygon, rings, numbers: [...rings.keys()] };
  });
  return { drafts, changes, problems };
}

/** Drafts without repeated vertices, spikes and rings that have no area. */
function tidyDrafts(given: readonly Draft[]): Pick<ReadDrafts, 'drafts' | 'changes'> {
  const changes: ShapeChange[] = [];
  const drafts = given.flatMap(({ rings, origin }, polygon): Draft[] => {
    const tidied = rings.map((ring, index) => tidyRing(ring, { polygon, ring: index }));
    changes.push(...tidied.flatMap((tidy) => tidy.changes));
    const [shell = null] = tidied.map(({ ring }) => ring);
    if (shell === null) {
      changes.push(dropped({ polygon, ring: 0 }, 'POLYGON_DROPPED'));
      return [];
    }
    const kept = tidied.flatMap(({ ring }, number) => (ring === null ? [] : { ring, number }));
    const lost = tidied.flatMap(({ ring }, number) => (ring === null ? number : []));
    changes.push(...lost.map((ring) => dropped({ polygon, ring }, 'RING_DROPPED')));
    return [{ origin, rings: kept.map(({ ring }) => ring), numbers: kept.map(({ number }) => number) }];
  });
  return { drafts, changes };
}

function dropped(address: { polygon: number; ring: number }, code: 'RING_DROPPED' | 'POLYGON_DROPPED'): ShapeChange {
  return { ...address, code, message: `${ringName(address)} had no area and was left out` };
}

function refusedBy(parsed: ParsedShape): RepairedShape {
  return parsed.kind === 'invalid' ? { kind: 'refused', problems: parsed.problems } : nothingLeft();
}

function nothingLeft(): RepairedShape {
  const message = 'nothing that has an area is left of the shape';
  return { kind: 'refused', problems: [{ polygon: null, ring: null, code: 'ZERO_AREA', message }] };
}

function areaOf(drafts: readonly Draft[]): number {
  return areaSquareMeters({ kind: 'polygon', polygons: drafts.map(polygonOf) });
}

function atMost(changes: readonly ShapeChange[]): readonly ShapeChange[] {
  if (changes.length <= MOST_CHANGES) return changes;
  const shown = changes.slice(0, MOST_CHANGES - 1);
  const message = `and ${changes.length - shown.length} changes more of these kinds`;
  const code = changes.at(-1)?.code ?? 'CROSSING_ADDED';
  return [...shown, { polygon: null, ring: null, code, message }];
}
