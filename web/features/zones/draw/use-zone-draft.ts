import { useEffect, useEffectEvent, useState } from 'react';
import type { Drawing, DrawnShape, DrawTool } from '../../../map/drawing/drawn-shape.ts';
import type { GeoBounds } from '../../../map/engine.ts';
import type { ZoneGeometry } from '../../../map/features/zone-features.ts';
import type { ShownZone } from '../zone-header.tsx';
import { shapeInput, shapeOf, USUAL_WIDTH_METERS, type ZoneShape } from './shape-input.ts';

/** The map that is drawn on. */
export interface DraftMap {
  readonly drawing: Drawing;
  /** The part of the world in view. */
  readonly view: () => GeoBounds;
}

/** A shape while somebody draws it, on the map or by its numbers. */
export interface ZoneDraft {
  readonly tool: DrawTool;
  readonly setTool: (tool: DrawTool) => void;
  /** Null: there is none. */
  readonly shape: ZoneShape | null;
  /** Whether somebody made it another than the zone has. */
  readonly isChanged: boolean;
  /** The shape as the API takes it where there is another one than the zone has; null: none, or the same. */
  readonly geometry: () => ZoneGeometry | null;
  /** The map; null while there is none. */
  readonly map: DraftMap | null;
  /** For the map: that it is there. */
  readonly setMap: (map: DraftMap | null) => void;
  /** For the map: what was drawn. */
  readonly onDrawn: (shape: DrawnShape | null) => void;
  /** The shape that was put last, which the map is to have in view. */
  readonly placed: ZoneShape | null;
  /** Puts a shape on the map, to be edited; null takes it away, and lets one of the same kind be drawn. */
  readonly put: (shape: ZoneShape | null) => void;
}

/**
 * @param zone the zone whose shape it begins with, or null for a new one.
 * @param kept what to go on with instead; null: nothing.
 */
export function useZoneDraft(
  zone: ShownZone | null,
  kept: { readonly shape: ZoneShape | null; readonly tool: DrawTool } | null,
): ZoneDraft {
  const [shape, setShape] = useState<ZoneShape | null>(() => (kept ? kept.shape : zone && shapeOf(zone.version)));
  const [tool, setTool] = useState<DrawTool>(kept?.tool ?? (shape ? 'edit' : 'polygon'));
  const [map, setMap] = useState<DraftMap | null>(null);
  const [placed, setPlaced] = useState(kept?.shape ?? null);
  const [isChanged, setChanged] = useState(zone === null || kept !== null);
  // What was put before there was a map; what is drawn on it is there already.
  const show = useEffectEvent(() => {
    if (shape) map?.drawing.set(shape.drawn);
  });
  useEffect(() => show(), [map]);
  return {
    tool,
    setTool,
    shape,
    isChanged,
    geometry: () => (shape && isChanged ? shapeInput(shape) : null),
    map,
    setMap,
    onDrawn(drawn) {
      setShape(drawn && { drawn, widthMeters: shape?.widthMeters ?? USUAL_WIDTH_METERS });
      setChanged(true);
      if (drawn) setTool('edit');
    },
    placed,
    put(next) {
      if (next?.drawn !== shape?.drawn) map?.drawing.set(next?.drawn ?? null);
      setShape(next);
      setPlaced(next);
      setChanged(true);
      setTool(next ? 'edit' : (shape?.drawn.kind ?? 'polygon'));
    },
  };
}
