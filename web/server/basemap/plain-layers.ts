import type { LayerSpecification } from 'maplibre-gl';
import type { MapTheme } from '../../map/map-theme.ts';
import { PALETTES } from '../../map/palette.ts';

const WATER = /water|ocean|sea|lake|river/i;

/** Areas and lines of layers of which only the names are known; all lines above all areas. */
export function plainLayers(
  source: string,
  { names, theme }: { readonly names: readonly string[]; readonly theme: MapTheme },
): LayerSpecification[] {
  const { plan } = PALETTES[theme];
  const areas = names.map((name): LayerSpecification => ({
    id: `${name} areas`,
    type: 'fill',
    source,
    'source-layer': name,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: WATER.test(name)
      ? { 'fill-color': plan.ground.WATER }
      : { 'fill-color': plan.lowRoof, 'fill-opacity': 0.4, 'fill-outline-color': plan.wall },
  }));
  const lines = names.map((name): LayerSpecification => ({
    id: `${name} lines`,
    type: 'line',
    source,
    'source-layer': name,
    filter: ['==', ['geometry-type'], 'LineString'],
    paint: { 'line-color': WATER.test(name) ? plan.shore : plan.line, 'line-width': 1 },
  }));
  return [...areas, ...lines];
}
