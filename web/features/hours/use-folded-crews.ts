import { useState } from 'react';

/** Crews whose people are not shown, by unit; null stands for people of no unit. */
export interface FoldedCrews {
  readonly has: (unitId: string | null) => boolean;
  /** Folds a crew, or unfolds it. */
  readonly turn: (unitId: string | null) => void;
}

/** Which crews somebody folded; none at first. */
export function useFoldedCrews(): FoldedCrews {
  const [folded, setFolded] = useState<ReadonlySet<string | null>>(new Set());
  return {
    has: (unitId) => folded.has(unitId),
    turn: (unitId) => setFolded(folded.symmetricDifference(new Set([unitId]))),
  };
}
