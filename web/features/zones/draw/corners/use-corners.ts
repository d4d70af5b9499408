import type { Position } from 'geojson';
import { useState } from 'react';
import type { DrawnShape } from '../../../../map/drawing/drawn-shape.ts';
import { USUAL_WIDTH_METERS, type ZoneShape } from '../shape-input.ts';
import type { ZoneDraft } from '../use-zone-draft.ts';
import { isBlank, listOf, type CornerList } from './corner-list.ts';
import { placeOf, readCorners, type EntryProblem } from './read-corners.ts';

/** The corners of a drawing in numbers, in step with it. */
export interface Corners {
  readonly list: CornerList;
  /** What keeps it from being the shape on the map, which then is what it was before. */
  readonly problems: readonly EntryProblem[];
  /** Whether something was entered that is no shape yet. */
  readonly isUnfinished: boolean;
  /** Takes another list, and puts it on the map where it is a shape, or nothing any more. */
  readonly change: (list: CornerList) => void;
  /** How often somebody asked for more than there is: then what is empty is wrong as well. */
  readonly asked: number;
  readonly ask: () => void;
  /** Where the corner is at which somebody is in the list; null: at none. */
  readonly marked: Position | null;
  readonly mark: (id: number | null) => void;
}

/**
 * Keeps the list of corners and the drawing in step: what is drawn is listed, and what is typed is drawn once it is whole.
 * @param kept a list to begin with, of corners that make no shape yet; null: that of the drawing.
 */
export function useCorners(draft: ZoneDraft, kept: CornerList | null): Corners {
  const { shape } = draft;
  const kind = draft.tool === 'edit' ? (shape?.drawn.kind ?? 'polygon') : draft.tool;
  const [listed, setListed] = useState<Listed>(() => ({
    shape,
    kind: kept?.kind ?? kind,
    list: kept ?? listOf(shape, kind),
  }));
  let { list } = listed;
  // Somebody drew, or chose to draw something else.
  if (listed.shape !== shape || listed.kind !== kind) {
    list = listOf(shape, kind);
    setListed({ shape, kind, list });
  }
  const width = shape?.widthMeters ?? USUAL_WIDTH_METERS;
  const read = readCorners(list, width);
  const problems = 'problems' in read ? read.problems : [];
  const [asked, setAsked] = useState(0);
  const [markedId, setMarked] = useState<number | null>(null);
  const markedEntry = list.lines.flat().find(({ id }) => id === markedId);
  return {
    list,
    problems,
    isUnfinished: problems.length > 0 && !isBlank(list),
    change(next) {
      const found = readCorners(next, width);
      const drawn = 'shape' in found ? found.shape : isBlank(next) ? null : shape;
      if (drawn !== shape) draft.put(drawn);
      setListed({ shape: drawn, kind: next.kind, list: next });
    },
    asked,
    ask: () => setAsked(asked + 1),
    marked: markedEntry ? placeOf(markedEntry) : null,
    mark: setMarked,
  };
}

interface Listed {
  readonly shape: ZoneShape | null;
  readonly kind: DrawnShape['kind'];
  readonly list: CornerList;
}
