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
  containing(point: Point, instant: number): ShapedVersion[];
  /** Versions that are active at an instant, count crossings, and are met by the straight line between two points. */
  crossed(from: Point, to: Point, instant: number): ShapedVersion[];
  /** A geofence by id, or null when it is not known. */
  fence(geofenceId: string): KnownFence | null;
}

/** No geofences at all. */
export const NO_FENCES: KnownFences = { containing: () => [], crossed: () => [], fence: () => null };

/** An empty set. */
export function createFenceSet(): FenceSet {
  const grid = createFenceGrid();
  const versionByKey = new Map<string, ShapedVersion>();
  const fences = new Map<string, FenceVersion[]>();
  let newest = 0;
  let countsCrossings = false;

  function knownFence(geofenceId: string, edit: number): KnownFence | null {
    const versions = fences.get(geofenceId);
    if (!versions) return null;
    const isAllSeen = (versions.at(-1)?.edit ?? 0) <= edit;
    const seen = isAllSeen ? versions : versions.filter((version) => version.edit <= edit);
    return seen.length ? { geofenceId, versions: seen } : null;
  }

  function known(key: string, edit: number): { version: ShapedVersion; fence: KnownFence } | null {
    const version = versionByKey.get(key);
    const fence = version && knownFence(version.geofenceId, edit);
    return fence ? { version, fence } : null;
  }

  return {
    get edit() {
      return newest;
    },
    add(versions) {
      for (const version of versions) {
        const { geofenceId, number } = version;
        const before = fences.get(geofenceId) ?? [];
        if (before.some((one) => one.number === number)) continue;
        fences.set(geofenceId, [...before, version]);
        if (version.kind === 'end') continue;
        const key = `${geofenceId}/${number}`;
        versionByKey.set(key, version);
        grid.set(key, version.shape);
        countsCrossings ||= version.rules.crossingSeconds !== null;
      }
    },
    reached: (edit) => void (newest = Math.max(newest, edit)),
    knownAt: (edit) => ({
      containing(point, instant) {
        const found: ShapedVersion[] = [];
        for (const key of grid.query(point.latitude, point.longitude)) {
          const one = known(key, edit);
          if (one && holdingAt(one.fence, instant) === one.version) found.push(one.version);
        }
        return found;
      },
      crossed(from, to, instant) {
        if (!countsCrossings) return [];
        const found: ShapedVersion[] = [];
        for (const key of grid.queryLine(from, to)) {
          const one = known(key, edit);
          if (!one || one.version.rules.crossingSeconds === null) continue;
          if (activeAt(one.fence, instant) === one.version) found.push(one.version);
        }
        return found;
      },
      fence: (geofenceId) => knownFence(geofenceId, edit),
    }),
  };
}
