import { createFenceGrid, type Point } from '@trekker/geo';

import { versionAt, type FenceVersion, type KnownFence, type ShapedVersion } from './fence-version.ts';

/** A tenant's geofences in memory, all versions of them, for everybody who judges positions by them. */
export interface FenceSet {
  /** The newest edit it holds; 0 when none. */
  readonly edit: number;
  /** Takes in the versions of further edits, in the order of their edits; the rest, and what it holds already, stays. */
  add(versions: readonly FenceVersion[]): void;
  /** The set as it was after an edit, whatever came since. */
  knownAt(edit: number): KnownFences;
}

/** The geofences that exist to somebody who has seen the edits up to one, and none later. */
export interface KnownFences {
  /** Versions that hold at an instant and contain a point. */
  containing(point: Point, instant: number): ShapedVersion[];
  /** A geofence by id, or null when it is not known. */
  fence(geofenceId: string): KnownFence | null;
}

/** No geofences at all. */
export const NO_FENCES: KnownFences = { containing: () => [], fence: () => null };

/** An empty set. */
export function createFenceSet(): FenceSet {
  const grid = createFenceGrid();
  const versionByKey = new Map<string, ShapedVersion>();
  const fences = new Map<string, FenceVersion[]>();
  let newest = 0;

  function knownFence(geofenceId: string, edit: number): KnownFence | null {
    const versions = fences.get(geofenceId);
    if (!versions) return null;
    const seen = edit >= newest ? versions : versions.filter((version) => version.edit <= edit);
    return seen.length ? { geofenceId, versions: seen } : null;
  }

  return {
    get edit() {
      return newest;
    },
    add(versions) {
      const held = newest;
      for (const version of versions.filter(({ edit }) => edit > held)) {
        const { geofenceId, number } = version;
        fences.set(geofenceId, [...(fences.get(geofenceId) ?? []), version]);
        newest = Math.max(newest, version.edit);
        if (version.kind === 'end') continue;
        const key = `${geofenceId}/${number}`;
        versionByKey.set(key, version);
        grid.set(key, version.shape);
      }
    },
    knownAt: (edit) => ({
      containing(point, instant) {
        const found: ShapedVersion[] = [];
        for (const key of grid.query(point.latitude, point.longitude)) {
          const version = versionByKey.get(key);
          const fence = version && knownFence(version.geofenceId, edit);
          if (fence && versionAt(fence, instant) === version) found.push(version);
        }
        return found;
      },
      fence: (geofenceId) => knownFence(geofenceId, edit),
    }),
  };
}
