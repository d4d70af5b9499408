import { useCallback, useEffect, useState } from 'react';
import type { MapView } from '../../../map/map-view.ts';
import { isNearPlace } from '../../../map/features/near-place.ts';
import { extended, undone, type MeasuredLine } from '../../../map/measure/measured-line.ts';

/** The measuring tool as it stands. */
export interface Measuring {
  /** The line, or null while nobody measures. */
  readonly line: MeasuredLine | null;
  readonly toggle: () => void;
  readonly end: () => void;
  readonly undo: () => void;
  readonly close: () => void;
  readonly clear: () => void;
  /** Adds the point in the middle of the map, for who points with the keyboard. */
  readonly addMiddle: () => void;
}

const NOTHING: MeasuredLine = { points: [], closed: false };
// A finger is as wide.
const START_REACH_PX = 16;

/** Takes the places somebody clicks as points of a line, while switched on. Escape ends it. */
export function useMeasure(view: MapView | null): Measuring {
  const [line, setLine] = useState<MeasuredLine | null>(null);
  const isOn = line !== null;
  const end = useCallback(() => setLine(null), []);

  useEffect(() => {
    if (!view || !isOn) return undefined;
    const release = view.takePlaces((place) =>
      setLine((before) => {
        const start = before?.points[0];
        return before && extended(before, place, start !== undefined && isNearPlace(start, place, START_REACH_PX));
      }),
    );
    // Escape ends what was begun last: this listener goes before those of the page.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      end();
    };
    document.addEventListener('keydown', onKey, { capture: true });
    return () => {
      release();
      document.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [view, isOn, end]);

  return {
    line,
    toggle: () => setLine(isOn ? null : NOTHING),
    end,
    undo: () => setLine((before) => before && undone(before)),
    close: () => setLine((before) => before && { ...before, closed: true }),
    clear: () => setLine((before) => before && NOTHING),
    addMiddle: () => setLine((before) => before && view && extended(before, view.middle(), false)),
  };
}
