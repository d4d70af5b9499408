import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Palette } from '../palette.ts';

/** Some layers that belong together, with the data they draw. */
export interface LayerGroup {
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  /** A layer already there that these lie below; absent: they lie above all. */
  readonly below?: string;
  /** Lowest first. @param fonts fonts that the drawing library finds, best first. */
  layers(palette: Palette, fonts: readonly string[]): LayerSpecification[];
}

/** A source of GeoJSON without any feature yet. */
export const EMPTY_SOURCE: SourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
};
