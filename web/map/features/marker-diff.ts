import type { Feature, Point } from 'geojson';
import type { ConnectionStatus } from '../../__generated__/graphql.ts';
import type { LatestPosition, PositionStore } from '../../live/position-store.ts';

/** What a tracker is carried by; it decides the marker's shape. */
export type MarkerKind = 'person' | 'asset' | 'tracker';

/** What is drawn besides the place. */
export interface MarkerLook {
  readonly label: string;
  readonly kind: MarkerKind;
  readonly connection: ConnectionStatus;
}

/** Properties of a marker's feature. */
export interface MarkerProperties extends MarkerLook {
  readonly trackerId: string;
  /** Name of the marker's image. */
  readonly icon: string;
  /** Direction of travel in degrees clockwise from north, or null when standing or unknown. */
  readonly heading: number | null;
}

/** One marker that moved or changed its looks. */
interface MarkerUpdate {
  readonly id: number;
  readonly geometry: Point;
  readonly properties: MarkerProperties;
}

/** What changed since the last difference. Ids are slots of the position store. */
export interface MarkerDiff {
  /** Whether everything drawn before is to be forgotten first. */
  readonly reset: boolean;
  readonly add: readonly Feature<Point, MarkerProperties>[];
  readonly update: readonly MarkerUpdate[];
  readonly remove: readonly number[];
}

/** Finds what a map has to change to show a position store. One per map. */
export interface MarkerDiffer {
  /** The difference to what was drawn, or null when there is none. */
  next(looks: ReadonlyMap<string, MarkerLook>): MarkerDiff | null;
  /** Forgets what was drawn: the next difference holds everything. */
  reset(): void;
}

// Below this, in metres per second, a heading is noise of a standing device.
const MOVING_FROM = 0.3;
const UNKNOWN_LOOK: MarkerLook = { label: '', kind: 'tracker', connection: 'DISCONNECTED' };

/** @param store where positions come from. Pass the same map of looks while nothing about them changed. */
export function createMarkerDiffer(store: PositionStore): MarkerDiffer {
  const drawn = new Map<number, MarkerLook>();
  let version = -1;
  let looksSeen: ReadonlyMap<string, MarkerLook> | undefined;
  let fresh = true;

  function differencesSince(since: number, looks: ReadonlyMap<string, MarkerLook>): Omit<MarkerDiff, 'reset'> {
    const diff = {
      add: [] as Feature<Point, MarkerProperties>[],
      update: [] as MarkerUpdate[],
      remove: [] as number[],
    };
    const moved = new Set<number>();
    store.forEachSince(since, (slot) => moved.add(slot));
    // A name or connection may change where nobody moved.
    store.forEachSince(looks === looksSeen ? since : -1, (slot, trackerId) => {
      const position = store.at(slot);
      const before = drawn.get(slot);
      if (!position) {
        if (drawn.delete(slot)) diff.remove.push(slot);
        return;
      }
      const look = looks.get(trackerId) ?? UNKNOWN_LOOK;
      if (before && !moved.has(slot) && isSameLook(before, look)) return;
      drawn.set(slot, look);
      const feature = toFeature(slot, { trackerId, position, look });
      if (!before) diff.add.push(feature);
      else diff.update.push({ id: slot, geometry: feature.geometry, properties: feature.properties });
    });
    return diff;
  }

  return {
    next(looks) {
      const reset = fresh;
      const diff = differencesSince(version, looks);
      version = store.version;
      looksSeen = looks;
      fresh = false;
      return reset || diff.add.length || diff.update.length || diff.remove.length ? { reset, ...diff } : null;
    },
    reset() {
      drawn.clear();
      version = -1;
      fresh = true;
    },
  };
}

function isSameLook(a: MarkerLook, b: MarkerLook): boolean {
  return a.label === b.label && a.kind === b.kind && a.connection === b.connection;
}

/** One marker as GeoJSON. */
function toFeature(
  slot: number,
  { trackerId, position, look }: { trackerId: string; position: LatestPosition; look: MarkerLook },
): Feature<Point, MarkerProperties> {
  const moving = (position.speedMetersPerSecond ?? 0) >= MOVING_FROM;
  return {
    type: 'Feature',
    id: slot,
    geometry: { type: 'Point', coordinates: [position.longitude, position.latitude] },
    properties: {
      ...look,
      trackerId,
      icon: markerImageName(look),
      heading: moving ? position.headingDegrees : null,
    },
  };
}

/** Name under which a marker's image is registered with the map. */
export function markerImageName({ kind, connection }: Pick<MarkerLook, 'kind' | 'connection'>): string {
  return `${kind}-${connection}`;
}
