import type { CustomLayerInterface, GeoJSONSource, StyleSpecification } from 'maplibre-gl';
import type { ShownCrowd } from './crowd/crowd-layer.ts';
import type { EngineKind } from './engine.ts';
import type { MapTheme } from './map-theme.ts';
import type { DrawingAdapter } from './drawing/terra-drawing.ts';
import type { MarkerDiff } from './features/marker-diff.ts';
import type { GlMap } from './gl-map.ts';
import type { Palette } from './palette.ts';

/** A layer of a library that draws a crowd by itself. */
export type DrawnCrowd = CustomLayerInterface & { show(crowd: ShownCrowd | null): void };

/** Where the drawing libraries differ. */
export interface GlDialect {
  readonly kind: EngineKind;
  /** Fonts for labels, best first. */
  readonly fonts: readonly string[];
  /** Whether the ground is bare, so that a grid and the coasts of the world help. */
  readonly isBare: boolean;
  /** Options a GeoJSON source needs so that `applyDiff` works on it. */
  readonly sourceOptions: Readonly<Record<string, unknown>>;
  /** The ground below our layers: a style, or the address of one. */
  style(theme: MapTheme, palette: Palette): StyleSpecification | string;
  /** Loads what lets somebody draw on a map of this library. */
  loadDrawingAdapter(): Promise<(map: GlMap) => DrawingAdapter>;
  /** Makes the layer that draws a crowd; null where the library draws markers one by one alone. */
  readonly crowdLayer: ((palette: Palette) => DrawnCrowd) | null;
  /** Changes features of the markers' source by id. */
  applyDiff(source: GeoJSONSource, diff: MarkerDiff): void;
}
