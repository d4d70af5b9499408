import type { Position } from 'geojson';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Drawing, DrawnShape, DrawTool } from '../../../map/drawing/drawn-shape.ts';
import type { MapEngine } from '../../../map/engine.ts';

/**
 * Lets somebody draw on a map as long as it is there.
 * @param snapTo corners that new ones fall on.
 */
export function useDrawing(
  engine: MapEngine | null,
  {
    tool,
    snapTo,
    onChange,
  }: {
    readonly tool: DrawTool;
    readonly snapTo: readonly Position[];
    readonly onChange: (shape: DrawnShape | null) => void;
  },
): Drawing | null {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const changed = useEffectEvent(onChange);
  const corners = useEffectEvent(() => snapTo);
  useEffect(() => {
    let gone = false;
    let begun: Drawing | undefined;
    async function begin(): Promise<void> {
      begun = await engine?.draw({ onChange: (shape) => changed(shape), snapTo: () => corners() });
      if (gone) begun?.stop();
      else setDrawing(begun ?? null);
    }
    void begin();
    return () => {
      gone = true;
      begun?.stop();
      setDrawing(null);
    };
  }, [engine]);
  useEffect(() => drawing?.use(tool), [drawing, tool]);
  return drawing;
}
