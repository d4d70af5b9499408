import type { GeoBounds, MapTarget, RenderedMarker, RenderedZone } from './engine.ts';
import type { Crowd } from './crowd/crowd.ts';
import type { MarkerProperties } from './features/marker-diff.ts';
import { stackedAt } from './features/stacked.ts';
import type { ZoneLabelProperties, ZoneShapeProperties } from './features/zone-features.ts';
import type { GlMap } from './gl-map.ts';
import { ZONE_LABEL_LAYER, ZONE_LAYER } from './layers/zones.ts';

const CLICK_REACH_PX = 10;
// A marker reaches so far around its middle, besides the reach of the click.
const MEANT_PX = CLICK_REACH_PX + 12;

/** What stands where on the canvas of a map whose layers are mounted. */
export class DrawnFeatures {
  /** Who is drawn as a crowd, besides what layers draw; null for nobody. */
  crowd: Crowd | null = null;
  readonly #map: GlMap;
  readonly #markerLayers: string[];

  constructor(map: GlMap, markerLayers: string[]) {
    this.#map = map;
    this.#markerLayers = markerLayers;
  }

  /** What somebody means who points there: the nearest marker; of zones that overlap, the smallest. */
  targetAt(point: ScreenPoint): MapTarget {
    const [nearest, ...beside] = this.#markersNear(point);
    if (nearest) return { kind: 'tracker', trackerId: nearest.trackerId, beside: idsBut(nearest.trackerId, beside) };
    const zoneId = this.#zoneAt(point);
    return zoneId === null ? { kind: 'ground' } : { kind: 'zone', zoneId };
  }

  /** The markers in a box of the canvas, all by default. */
  markers(box?: ScreenBox): RenderedMarker[] {
    const options = { layers: this.#markerLayers };
    const features = box ? this.#map.queryRenderedFeatures(box, options) : this.#map.queryRenderedFeatures(options);
    const single = features.flatMap(({ geometry, properties }): RenderedMarker[] => {
      if (geometry.type !== 'Point') return [];
      const [longitude = 0, latitude = 0] = geometry.coordinates;
      const { trackerId, label, connection } = properties as MarkerProperties;
      return [{ trackerId, label, connection, clustered: false, ...this.#place(longitude, latitude) }];
    });
    const crowd = this.crowd?.within(this.#boundsOf(box)) ?? [];
    return [
      ...single,
      ...crowd.map(({ trackerId, label, connection, longitude, latitude }) => ({
        trackerId,
        label,
        connection,
        clustered: false,
        ...this.#place(longitude, latitude),
      })),
    ];
  }

  /** The labels of zones. */
  zones(): RenderedZone[] {
    return this.#map.queryRenderedFeatures({ layers: [ZONE_LABEL_LAYER] }).flatMap(({ geometry, properties }) => {
      if (geometry.type !== 'Point') return [];
      const [longitude = 0, latitude = 0] = geometry.coordinates;
      const { zoneId, name, count } = properties as ZoneLabelProperties;
      return [{ zoneId, name, count, ...this.#place(longitude, latitude) }];
    });
  }

  #markersNear({ x, y }: ScreenPoint): readonly RenderedMarker[] {
    const reach = CLICK_REACH_PX;
    // Who covers the nearest may stand beyond reach.
    const near = this.markers([
      [x - 2 * reach, y - 2 * reach],
      [x + 2 * reach, y + 2 * reach],
    ]);
    const stack = stackedAt(near, { x, y });
    const isMeant = stack
      .slice(0, 1)
      .every((one) => Math.abs(one.x - x) <= MEANT_PX && Math.abs(one.y - y) <= MEANT_PX);
    return isMeant ? stack : [];
  }

  #zoneAt({ x, y }: ScreenPoint): string | null {
    const find = (layer: string) => this.#map.queryRenderedFeatures([x, y], { layers: [layer] })[0];
    // The topmost comes first: a label, then the smallest zone.
    const properties = (find(ZONE_LABEL_LAYER) ?? find(ZONE_LAYER))?.properties as ZoneShapeProperties | undefined;
    return properties?.zoneId ?? null;
  }

  #place(longitude: number, latitude: number): ScreenPoint {
    const { x, y } = this.#map.project([longitude, latitude]);
    return { x, y };
  }

  #boundsOf(box: ScreenBox | undefined): GeoBounds {
    const { clientWidth, clientHeight } = this.#map.getCanvas();
    const [[left, top], [right, bottom]] = box ?? [
      [0, 0],
      [clientWidth, clientHeight],
    ];
    const [from, to] = [this.#map.unproject([left, bottom]), this.#map.unproject([right, top])];
    return { south: from.lat, west: from.lng, north: to.lat, east: to.lng };
  }
}

/** Each other tracker once: a marker at the edge of a tile is drawn by both. */
function idsBut(trackerId: string, markers: readonly RenderedMarker[]): string[] {
  return [...new Set(markers.map((marker) => marker.trackerId))].filter((one) => one !== trackerId);
}

/** A place on the canvas, CSS pixels from left and top. */
interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** Left top and right bottom of a part of the canvas. */
type ScreenBox = [[number, number], [number, number]];
