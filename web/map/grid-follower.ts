import type { FeatureCollection } from 'geojson';
import type { GeoBounds } from './engine.ts';
import { liesWithin, widened } from './features/bounds.ts';
import { gridLines } from './features/grid-lines.ts';
import type { GlMap } from './gl-map.ts';

// Metres per CSS pixel at the equator at zoom level 0, for tiles of 512 pixels.
const METERS_PER_PIXEL = 78_271.517;
const CELL_PX = 72;

/** Draws the grid of what is in view, anew when the view leaves what was drawn or the cells change size. */
export function followGrid(map: GlMap, draw: (lines: FeatureCollection) => void): () => void {
  let drawn: GeoBounds | null = null;
  let drawnZoom = Number.NaN;

  function follow(): void {
    const view = viewOf(map);
    const zoom = map.getZoom();
    if (drawn && liesWithin(view, drawn) && Math.abs(zoom - drawnZoom) < 0.5) return;
    drawn = widened(view, 0.5);
    drawnZoom = zoom;
    const latitude = (Math.max(view.south, -85) + Math.min(view.north, 85)) / 2;
    const metersPerPixel = (METERS_PER_PIXEL * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom;
    draw(gridLines(drawn, metersPerPixel * CELL_PX).lines);
  }

  function redraw(): void {
    drawn = null;
    follow();
  }

  map.on('move', follow);
  map.on('resize', follow);
  map.on('idle', follow);
  map.on('style.load', redraw);
  return () => {
    map.off('move', follow);
    map.off('resize', follow);
    map.off('idle', follow);
    map.off('style.load', redraw);
  };
}

/** What part of the world is in view. */
export function viewOf(map: GlMap): GeoBounds {
  const bounds = map.getBounds();
  return { south: bounds.getSouth(), west: bounds.getWest(), north: bounds.getNorth(), east: bounds.getEast() };
}
