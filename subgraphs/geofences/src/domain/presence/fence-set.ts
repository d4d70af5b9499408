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
  knownAt(edit: number): SearchableFences;
}

/** The geofences that exist to somebody who has seen the edits up to one, and none later. */
export interface KnownFences {
  /** Versions that hold at an instant and contain a point, each with its geofence. */
  containing(point: Point, instant: number): readonly FenceAround[];
  /** Versions that are active at an instant, count crossings, and are met by the straight line between two points. */
  crossed(from: Point, to: Point, instant: number): readonly ShapedVersion[];
  /** A geofence by id, or null when it is not known. */
  fence(geofenceId: string): KnownFence | null;
}

/** A geofence that contains a point by one of its versions. */
export interface FenceAround {
  readonly version: ShapedVersion;
  readonly fence: KnownFence;
}

/** Geofences that can be looked for also where nothing is judged by them. */
export interface SearchableFences extends KnownFences {
  /** Versions that hold at an instant and of which a part lies at most so many metres from a point, each with its geofence. */
  near(point: Point, instant: number, meters: number): readonly FenceAround[];
}

/** No geofences at all. */
export const NO_FENCES: SearchableFences = {
  containing: () => [],
  crossed: () => [],
  fence: () => null,
  near: () => [],
};

/** A geofence with all its versions, and as it is to whoever knows all of them. */
interface Entry {
  versions: FenceVersion[];
  /** The edit of the newest version. */
  edit: number;
  known: KnownFence;
}

/** A version that lies in the grid; to whoever knows all of its geofence's it is how the geofence is around a point. */
class Placed implements FenceAround {
  readonly version: ShapedVersion;
  readonly entry: Entry;

  constructor(version: ShapedVersion, entry: Entry) {
    this.version = version;
    this.entry = entry;
  }

  get fence(): KnownFence {
    return this.entry.known;
  }
}

/** An empty set. */
export function createFenceSet(): FenceSet {
  const grid = createFenceGrid<Placed>();
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
        grid.set(new Placed(version, entry), version.shape);
        countsCrossings ||= version.rules.crossingSeconds !== null;
      }
    },
    reached: (edit) => void (newest = Math.max(newest, edit)),
    knownAt: (edit) => ({
      containing(point, instant) {
        const placed = grid.query(point.latitude, point.longitude);
        return placed.every((one) => isPlain(one, edit, instant)) ? placed : holding(placed, edit, instant);
      },
      crossed(from, to, instant) {
        if (!countsCrossings) return NONE;
        const found: ShapedVersion[] = [];
        for (const { version, entry } of grid.queryLine(from, to)) {
          const fence = version.rules.crossingSeconds === null ? null : knownTo(entry, edit);
          if (fence && activeAt(fence, instant) === version) found.push(version);
        }
        return found;
      },
      near: (point, instant, meters) => holding(grid.queryNear(point, meters), edit, instant),
      fence(geofenceId) {
        const entry = fences.get(geofenceId);
        return entry ? knownTo(entry, edit) : null;
      },
    }),
  };
}

/** Whether a version is the only one, known and in force: that of nearly every geofence. */
function isPlain({ version, entry }: Placed, edit: number, instant: number): boolean {
  return entry.versions.length === 1 && entry.edit <= edit && version.validFrom <= instant;
}

function holding(placed: readonly Placed[], edit: number, instant: number): FenceAround[] {
  return placed.flatMap(({ version, entry }) => {
    const fence = knownTo(entry, edit);
    return fence && holdingAt(fence, instant) === version ? { version, fence } : [];
  });
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
