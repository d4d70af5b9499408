import { useEffect, useState } from 'react';
import type { Drawing, DrawnShape, DrawTool } from '../../../map/drawing/drawn-shape.ts';
import type { ZoneGeometry } from '../../../map/features/zone-features.ts';
import type { ShownZone } from '../zone-header.tsx';
import { shapeInput, shapeOf, USUAL_WIDTH_METERS, type ZoneShape } from './shape-input.ts';

/** A shape while somebody draws it, on the map or by its measures. */
export interface ZoneDraft {
  readonly tool: DrawTool;
  readonly setTool: (tool: DrawTool) => void;
  /** Null: there is none. */
  readonly shape: ZoneShape | null;
  /** The shape as the API takes it where there is another one than the zone has; null: none, or the same. */
  readonly geometry: () => ZoneGeometry | null;
  /** For the map: on what is drawn now. */
  readonly setDrawing: (drawing: Drawing | null) => void;
  /** For the map: what was drawn. */
  readonly onDrawn: (shape: DrawnShape | null) => void;
  /** Puts a shape on the map; null takes it away, and lets one of the same kind be drawn. */
  readonly put: (shape: ZoneShape | null) => void;
}

/** @param zone the zone whose shape it begins with, or null for a new one. */
export function useZoneDraft(zone: ShownZone | null): ZoneDraft {
  const [shape, setShape] = useState<ZoneShape | null>(() => zone && shapeOf(zone.version));
  const [tool, setTool] = useState<DrawTool>(shape ? 'edit' : 'polygon');
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [isChanged, setChanged] = useState(zone === null);
  // Only what the zone has at first: what is drawn later is on the map already.
  const [before] = useState(shape);
  useEffect(() => {
    if (before) drawing?.set(before.drawn);
  }, [drawing, before]);
  return {
    tool,
    setTool,
    shape,
    geometry: () => (shape && isChanged ? shapeInput(shape) : null),
    setDrawing,
    onDrawn(drawn) {
      setShape(drawn && { drawn, widthMeters: shape?.widthMeters ?? USUAL_WIDTH_METERS });
      setChanged(true);
      if (drawn) setTool('edit');
    },
    put(next) {
      if (next?.drawn !== shape?.drawn) drawing?.set(next?.drawn ?? null);
      setShape(next);
      setChanged(true);
      if (!next) setTool(shape?.drawn.kind ?? 'polygon');
    },
  };
}
