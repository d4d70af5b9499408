import { createFenceGrid, type Point } from '@trekker/geo';

import { activeAt, holdingAt, type FenceVersion, type KnownFence, type ShapedVersion } from './fence-version.ts';

/** A tenant's geofences in memory, all versions of them, for everybody who judges positions by them. */
export interface FenceSet {
  /** The newest edit it holds whole; 0 when none. */
  readonly edit: number;
  /** Takes in versions of further edits, in the order of their edits. Who has seen none of these edits sees none of them. */
  add(versions: readonly FenceVersion[]): void;
  /** All versions up to an edit are there. */
  reached(edit: number): void;
  /** The set as it was after an edit, whatever came since. */
  knownAt(edit: number): KnownFences;
}

/** The geofences that exist to somebody who has seen the edits up to one, and none later. */
export interface KnownFences {
  /** Versions that hold at an instant and contain a point. */
  containing(point: Point, instant: number): readonly ShapedVersion[];
  /** Versions that are active at an instant, count crossings, and are met by the straight line between two points. */
  crossed(from: Point, to: Point, instant: number): readonly ShapedVersion[];
  /** A geofence by id, or null when it is not known. */
  fence(geofenceId: string): KnownFence | null;
}

/** No geofences at all. */
export const NO_FENCES: KnownFences = { containing: () => [], crossed: () => [], fence: () => null };

/** A geofence with all its versions, and as it is to whoever knows all of them. */
interface Entry {
  versions: FenceVersion[];
  /** The edit of the newest version. */
  edit: number;
  known: KnownFence;
}

/** An empty set. */
export function createFenceSet(): FenceSet {
  const grid = createFenceGrid();
  const byKey = new Map<string, { version: ShapedVersion; entry: Entry }>();
  const fences = new Map<string, Entry>();
  let newest = 0;
  let countsCrossings = false;

  return {
    get edit() {
      return newest;
    },
    add(versions) {
      for (const version of versions) {
        const entry = take(fences, version);
        if (!entry || version.kind === 'end') continue;
        const key = `${version.geofenceId}/${version.number}`;
        byKey.set(key, { version, entry });
        grid.set(key, version.shape);
        countsCrossings ||= version.rules.crossingSeconds !== null;
      }
    },
    reached: (edit) => void (newest = Math.max(newest, edit)),
    knownAt: (edit) => ({
      containing(point, instant) {
        const keys = grid.query(point.latitude, point.longitude);
        if (!keys.length) return NONE;
        const found: ShapedVersion[] = [];
        for (const key of keys) {
          const one = byKey.get(key);
          const fence = one && knownTo(one.entry, edit);
          if (one && fence && holdingAt(fence, instant) === one.version) found.push(one.version);
        }
        return found;
      },
      crossed(from, to, instant) {
        if (!countsCrossings) return NONE;
        const found: ShapedVersion[] = [];
        for (const key of grid.queryLine(from, to)) {
          const one = byKey.get(key);
          const fence = one && one.version.rules.crossingSeconds !== null ? knownTo(one.entry, edit) : null;
          if (one && fence && activeAt(fence, instant) === one.version) found.push(one.version);
        }
        return found;
      },
      fence(geofenceId) {
        const entry = fences.get(geofenceId);
        return entry ? knownTo(entry, edit) : null;
      },
    }),
  };
}

/** Takes a version in; gives its geofence, or null where the version is there already. */
function take(fences: Map<string, Entry>, version: FenceVersion): Entry | null {
  const { geofenceId, number, edit } = version;
  const before = fences.get(geofenceId);
  if (before?.versions.some((one) => one.number === number)) return null;
  const entry = before ?? { versions: [], edit: 0, known: { geofenceId, versions: [] } };
  entry.versions = [...entry.versions, version];
  entry.edit = Math.max(entry.edit, edit);
  entry.known = { geofenceId, versions: entry.versions };
  fences.set(geofenceId, entry);
  return entry;
}

const NONE: readonly ShapedVersion[] = [];

/** A geofence as it is to whoever has seen the edits up to one; null when it is not known yet. */
function knownTo(entry: Entry, edit: number): KnownFence | null {
  if (entry.edit <= edit) return entry.known;
  const seen = entry.versions.filter((version) => version.edit <= edit);
  return seen.length ? { geofenceId: entry.known.geofenceId, versions: seen } : null;
}
