import { createFenceGrid, type FenceGrid, type Point } from '@trekker/geo';

import type { Area } from './area.ts';
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
  /** Stands for just these geofences: another one for any others. */
  readonly edition: object;
  /** Versions that hold at an instant and contain a point, each with its geofence. */
  containing(point: Point, instant: number): readonly FenceAround[];
  /** The area around a point from an instant on; null where a border is near. */
  area(point: Point, instant: number): Area | null;
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
  edition: {},
  area: () => null,
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
  /** The first of its versions that lies in the grid: the only one that may be alone. */
  first: Placed | null;
}

/** A version that lies in the grid; to whoever knows all of its geofence's it is how the geofence is around a point. */
class Placed implements FenceAround {
  readonly version: ShapedVersion;
  readonly entry: Entry;
  /** From this edit, and this instant, on it is the only one and in force, as nearly every version is; Infinity where there are others. */
  soleFrom: number;
  readonly validFrom: number;

  constructor(version: ShapedVersion, entry: Entry) {
    this.version = version;
    this.entry = entry;
    this.soleFrom = entry.versions.length === 1 ? version.edit : Infinity;
    this.validFrom = version.validFrom;
  }

  get fence(): KnownFence {
    return this.entry.known;
  }
}

/** An empty set. */
export function createFenceSet(): FenceSet {
  const fences = new Map<string, Entry>();
  const world: World = { grid: createFenceGrid<Placed>(), fences, countsCrossings: false };
  let newest = 0;
  let last: { readonly edit: number; readonly fences: SearchableFences } | null = null;

  return {
    get edit() {
      return newest;
    },
    add(versions) {
      for (const version of versions) {
        const entry = take(fences, version);
        if (entry?.first) entry.first.soleFrom = entry.versions.length === 1 ? entry.edit : Infinity;
        if (!entry || version.kind === 'end') continue;
        const placed = new Placed(version, entry);
        entry.first ??= placed;
        world.grid.set(placed, version.shape);
        world.countsCrossings ||= version.rules.crossingSeconds !== null;
      }
    },
    reached: (edit) => void (newest = Math.max(newest, edit)),
    knownAt(edit) {
      if (last?.edit !== edit) last = { edit, fences: new FencesAt(edit, world) };
      return last.fences;
    },
  };
}

interface World {
  readonly grid: FenceGrid<Placed>;
  readonly fences: ReadonlyMap<string, Entry>;
  countsCrossings: boolean;
}

/** The set as it was after an edit: whatever came since, it answers the same. */
class FencesAt implements SearchableFences {
  readonly edition = {};
  readonly #edit: number;
  readonly #world: World;

  constructor(edit: number, world: World) {
    this.#edit = edit;
    this.#world = world;
  }

  containing({ latitude, longitude }: Point, instant: number): readonly FenceAround[] {
    const placed = this.#world.grid.query(latitude, longitude);
    for (const one of placed) if (!isPlain(one, this.#edit, instant)) return holding(placed, this.#edit, instant);
    return placed;
  }

  area(point: Point, instant: number): Area | null {
    const clearing = this.#world.grid.clearing(point.latitude, point.longitude);
    if (!clearing) return null;
    const { west, east, south, north, ids } = clearing;
    const around = ids.length ? holding(ids, this.#edit, instant) : NOTHING_AROUND;
    const until = ids.length ? nextVersionAt(ids, this.#edit, instant) : Infinity;
    return { edition: this.edition, west, east, south, north, around, until };
  }

  crossed(from: Point, to: Point, instant: number): readonly ShapedVersion[] {
    const { countsCrossings, grid } = this.#world;
    if (!countsCrossings) return NONE;
    const found: ShapedVersion[] = [];
    for (const { version, entry } of grid.queryLine(from, to)) {
      const fence = version.rules.crossingSeconds === null ? null : knownTo(entry, this.#edit);
      if (fence && activeAt(fence, instant) === version) found.push(version);
    }
    return found;
  }

  near(point: Point, instant: number, meters: number): readonly FenceAround[] {
    return holding(this.#world.grid.queryNear(point, meters), this.#edit, instant);
  }

  fence(geofenceId: string): KnownFence | null {
    const entry = this.#world.fences.get(geofenceId);
    return entry ? knownTo(entry, this.#edit) : null;
  }
}

const NOTHING_AROUND: readonly FenceAround[] = [];

/** The next instant behind one at which another version of a geofence holds, Unix milliseconds; Infinity where none will. */
function nextVersionAt(placed: readonly Placed[], edit: number, instant: number): number {
  let next = Infinity;
  for (const { entry } of placed) {
    for (const { validFrom } of knownTo(entry, edit)?.versions ?? []) {
      if (validFrom > instant) next = Math.min(next, validFrom);
    }
  }
  return next;
}

/** Whether a version is the only one, known and in force. */
function isPlain({ soleFrom, validFrom }: Placed, edit: number, instant: number): boolean {
  return soleFrom <= edit && validFrom <= instant;
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
  const entry = before ?? { versions: [], edit: 0, known: { geofenceId, versions: [] }, first: null };
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
