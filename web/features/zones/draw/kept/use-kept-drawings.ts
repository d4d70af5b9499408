import { useEffect, useState } from 'react';
import { forgetDrawing, keptDrawings, type KeptDrawing, type WorkPlace } from './kept-drawing.ts';

/** Work at a zone that was left unsaved, as it was when the page was opened. */
export function useKeptDrawings({ user, zoneId }: WorkPlace): {
  readonly offered: readonly KeptDrawing[];
  /** Offers it no longer: somebody goes on with it. */
  readonly take: (slot: string) => void;
  /** Forgets it. */
  readonly discard: (slot: string) => void;
} {
  const [offered, setOffered] = useState<readonly KeptDrawing[]>([]);
  useEffect(() => setOffered(keptDrawings(() => localStorage, { user, zoneId }, Date.now())), [user, zoneId]);
  const without = (slot: string) => setOffered((all) => all.filter((one) => one.slot !== slot));
  return {
    offered,
    take: without,
    discard: (slot: string) => {
      forgetDrawing(() => localStorage, { user, zoneId }, slot);
      without(slot);
    },
  };
}
