import { useEffect, useRef, useState } from 'react';
import { idempotencyKey } from '../../../../graphql/idempotency-key.ts';
import { forgetDrawing, keepDrawing, type WorkPlace, type ZoneWork } from './kept-drawing.ts';

/** Work that somebody has not saved. */
export interface UnsavedWork {
  /** Forgets it: it was saved. */
  readonly forget: () => void;
}

/**
 * Keeps work in the browser with every change, and warns whoever closes the page with some of it.
 * @param work what there is; null while there is nothing that would be lost. It must be the same until it changes.
 * @param slot where it is kept; null: a new one.
 */
export function useUnsavedWork(place: WorkPlace, work: ZoneWork | null, slot: string | null): UnsavedWork {
  const [own] = useState(() => slot ?? idempotencyKey());
  const isSaved = useRef(false);
  const { user, zoneId } = place;
  useEffect(() => {
    if (!work || isSaved.current) return undefined;
    keepDrawing(() => localStorage, { user, zoneId }, { ...work, slot: own, at: Date.now() });
    const warn = (event: BeforeUnloadEvent) => {
      if (!isSaved.current) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [work, own, user, zoneId]);
  return {
    forget() {
      isSaved.current = true;
      forgetDrawing(() => localStorage, place, own);
    },
  };
}
