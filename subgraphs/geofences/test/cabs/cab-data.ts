import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { parseShape, signedDistanceMeters, type Point, type Shape } from '@trekker/geo';

const DATA = join(import.meta.dirname, '../../../../../shared/data');
const FIXES = 'positions/sf-cabs-2008.csv.gz';
const ZONES = {
  sf: 'polygons/sf-planning-neighborhoods.geojson.gz',
  sfo: 'polygons/sfo-airport-campus.geojson.gz',
};
const EVENTS = 'expected/geofence-events.csv.gz';
const HEADCOUNT = 'expected/headcount.csv.gz';

/** What the truth uses of the airport. */
const CAMPUS = new Set(['airport', 'building', 'terminal', 'boardingarea', 'garage', 'hotel', 'hangar']);

/** Whether whole files are used. */
export const full = process.env['TREKKER_TEST_SCALE'] === 'full'; // oxlint-disable-line node/no-process-env -- how the test runner says so

/** The first of the files that is absent; undefined where all are there. */
export const missing = [FIXES, EVENTS, HEADCOUNT, ...Object.values(ZONES)].find(
  (path) => !existsSync(join(DATA, path)),
);

/** A zone of the truth. */
export interface CabZone {
  readonly name: string;
  readonly boundary: unknown;
  /** Null where it is no valid shape. */
  readonly shape: Shape | null;
}

/** The zones of the truth, those that intersect themselves included. */
export function cabZones(): CabZone[] {
  return Object.entries(ZONES).flatMap(([prefix, path]) =>
    (JSON.parse(read(path)) as { features: Feature[] }).features
      .filter(({ properties }) => prefix === 'sf' || CAMPUS.has(properties.placetype))
      .map(({ id, geometry }) => {
        const parsed = parseShape(geometry);
        const shape = parsed.kind === 'valid' ? parsed.shape : null;
        return { name: `${prefix}:${id}`, boundary: geometry, shape };
      }),
  );
}

interface Feature {
  readonly id: string | number;
  readonly geometry: unknown;
  readonly properties: { readonly placetype: string };
}

/** A fix of a cab. */
export interface CabFix {
  readonly cab: string;
  /** Unix seconds. */
  readonly t: number;
  readonly place: Point;
}

/** The first so many fixes, in order of time. */
export function cabFixes(most: number): CabFix[] {
  return rows(FIXES, most).map(([cab = '', t, latitude, longitude]) => ({
    cab,
    t: Number(t),
    place: { latitude: Number(latitude), longitude: Number(longitude) },
  }));
}

/** Transitions as `cab zone enter|exit second`, in order. */
export function cabTransitions(): { readonly t: number; readonly zone: string; readonly text: string }[] {
  return rows(EVENTS).map(([t, cab, zone = '', event]) => ({
    t: Number(t),
    zone,
    text: `${cab} ${zone} ${event} ${t}`,
  }));
}

/** How many cabs were last known to be in a zone at a second, and how many of those were heard within 900 s. */
export function cabHeadcounts(): {
  readonly t: number;
  readonly zone: string;
  readonly all: number;
  readonly seen: number;
}[] {
  return rows(HEADCOUNT).map(([t, zone = '', all, seen]) => ({
    t: Number(t),
    zone,
    all: Number(all),
    seen: Number(seen),
  }));
}

/** A fix so near to a border may be judged either way, metres. */
const UNSURE_METERS = 0.05;

/**
 * Tells of a transition whether the truth may have judged otherwise: the fix it is of, or the one before or behind it, lies
 * so near to the zone's border. Then the cab comes in, or leaves, with another fix or not at all.
 */
export function explainer(fixes: readonly CabFix[], zones: readonly CabZone[]): (transition: string) => boolean {
  const tracks = Map.groupBy(fixes, ({ cab }) => cab);
  const shapes = new Map(zones.map(({ name, shape }) => [name, shape]));
  return (transition) => {
    const [cab = '', zone = '', , second] = transition.split(' ');
    const shape = shapes.get(zone);
    const track = tracks.get(cab) ?? [];
    const at = track.findIndex(({ t }) => t === Number(second));
    const isUnsure = ({ place }: CabFix) => shape && Math.abs(signedDistanceMeters(shape, place)) < UNSURE_METERS;
    return at >= 0 && track.slice(Math.max(at - 1, 0), at + 2).some(isUnsure);
  };
}

function read(path: string): string {
  return gunzipSync(readFileSync(join(DATA, path))).toString('utf8');
}

function rows(path: string, most = Infinity): string[][] {
  const lines = read(path).split('\n', most === Infinity ? undefined : most + 1);
  return lines
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split(','));
}
