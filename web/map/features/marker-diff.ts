import type { Feature, Point } from 'geojson';
import type { ConnectionStatus } from '../../__generated__/graphql.ts';
import type { GeoBounds } from '../engine.ts';
import { isWithin } from './bounds.ts';
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

/** Who is drawn. Pass the same while it did not change. */
export interface DrawnPart {
  /** Only whom this box holds; null: all. */
  readonly within: GeoBounds | null;
  /** Slots that have no marker of their own. */
  readonly hidden: ReadonlySet<number>;
}

/** Finds what a map has to change to show a position store. One per map. */
export interface MarkerDiffer {
  /** The difference to what was drawn, or null when there is none. */
  next(looks: ReadonlyMap<string, MarkerLook>, part?: DrawnPart): MarkerDiff | null;
  /** What takes away all that was drawn, or null when nothing was. */
  nobody(): MarkerDiff | null;
  /** Forgets what was drawn: the next difference holds everything. */
  reset(): void;
}

/** Below this, in metres per second, a heading is noise of a standing device. */
export const MOVING_FROM = 0.3;
const EVERYBODY: DrawnPart = { within: null, hidden: new Set() };
/** Of a tracker nothing is known of yet but its position. */
export const UNKNOWN_LOOK: MarkerLook = { label: '', kind: 'tracker', connection: 'DISCONNECTED' };

/** @param store where positions come from. Pass the same map of looks while nothing about them changed. */
export function createMarkerDiffer(store: PositionStore): MarkerDiffer {
  const drawn = new Map<number, MarkerLook>();
  let version = -1;
  let looksSeen: ReadonlyMap<string, MarkerLook> | undefined;
  let fresh = true;
  let seen: DrawnPart = EVERYBODY;

  function differencesSince(
    since: number,
    looks: ReadonlyMap<string, MarkerLook>,
    part: DrawnPart,
  ): Omit<MarkerDiff, 'reset'> {
    const diff = {
      add: [] as Feature<Point, MarkerProperties>[],
      update: [] as MarkerUpdate[],
      remove: [] as number[],
    };
    const moved = new Set<number>();
    store.forEachSince(since, (slot) => moved.add(slot));
    // A name or connection may change where nobody moved, or the part that is meant.
    const same = looks === looksSeen && part.within === seen.within && part.hidden === seen.hidden;
    store.forEachSince(same ? since : -1, (slot, trackerId) => {
      const known = store.at(slot);
      const position = known && isDrawn(slot, known, part) ? known : null;
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
    next(looks, part = EVERYBODY) {
      const reset = fresh;
      const diff = differencesSince(version, looks, part);
      version = store.version;
      looksSeen = looks;
      seen = part;
      fresh = false;
      return reset || diff.add.length || diff.update.length || diff.remove.length ? { reset, ...diff } : null;
    },
    nobody() {
      const none = drawn.size === 0;
      drawn.clear();
      version = -1;
      return none ? null : { reset: true, add: [], update: [], remove: [] };
    },
    reset() {
      drawn.clear();
      version = -1;
      fresh = true;
    },
  };
}

function isDrawn(slot: number, position: LatestPosition, { within, hidden }: DrawnPart): boolean {
  return !hidden.has(slot) && (!within || isWithin(position, within));
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
