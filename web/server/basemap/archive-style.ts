import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { TileType } from 'pmtiles';
import type { MapTheme } from '../../map/map-theme.ts';
import { PALETTES } from '../../map/palette.ts';
import type { Archive } from './archive.ts';
import { safeAttribution } from './attribution.ts';
import { plainLayers } from './plain-layers.ts';
import { isProtomaps, protomapsLayers } from './protomaps-layers.ts';

/** What the map of an archive depends on besides the archive. */
export interface StyleOptions {
  readonly theme: MapTheme;
  /** Language of its labels, where the archive has them in it. */
  readonly language: string;
  /** Address of its tiles, with `{z}`, `{x}` and `{y}`. */
  readonly tiles: string;
}

const SOURCE = 'basemap';
const RASTER_TILE_PX = 256;

/**
 * The style of an archive: pictures as they are; vector tiles of the Protomaps schema with its streets, waters and names;
 * those of any other schema as plain areas and lines. It names no fonts and no images, so nothing but tiles is asked for.
 */
export function archiveStyle({ header, metadata }: Pick<Archive, 'header' | 'metadata'>, options: StyleOptions) {
  const { theme } = options;
  const { ground } = PALETTES[theme];
  const background: LayerSpecification = { id: 'ground', type: 'background', paint: { 'background-color': ground } };
  const { minLon, minLat, maxLon, maxLat } = header;
  const hasBounds = minLon < maxLon && minLat < maxLat;
  const described = {
    tiles: [options.tiles],
    minzoom: header.minZoom,
    maxzoom: header.maxZoom,
    ...(hasBounds && { bounds: [minLon, minLat, maxLon, maxLat] as [number, number, number, number] }),
    attribution: safeAttribution(metadata.attribution),
  };
  const isVector = header.tileType === TileType.Mvt;
  const source: SourceSpecification = isVector
    ? { type: 'vector', ...described }
    : { type: 'raster', tileSize: RASTER_TILE_PX, ...described };
  const layers = isVector ? vectorLayers(metadata.layers, options) : [pictures(theme)];
  return { version: 8, sources: { [SOURCE]: source }, layers: [background, ...layers] } satisfies StyleSpecification;
}

function vectorLayers(names: readonly string[], { theme, language }: StyleOptions): LayerSpecification[] {
  return isProtomaps(names) ? protomapsLayers(SOURCE, { theme, language }) : plainLayers(SOURCE, { names, theme });
}

/** In the dark, pictures must not outshine what lies on them. */
function pictures(theme: MapTheme): LayerSpecification {
  const paint = theme === 'dark' ? { 'raster-brightness-max': 0.7 } : {};
  return { id: 'pictures', type: 'raster', source: SOURCE, paint: { 'raster-fade-duration': 0, ...paint } };
}
