import { useEffect, useState } from 'react';

/** Which of several pages is shown. */
export interface Turning {
  readonly page: number;
  /** Whether pages turn by themselves, unless somebody looks closer. */
  readonly turns: boolean;
  readonly show: (page: number) => void;
  readonly setTurns: (turns: boolean) => void;
}

const TURN_MS = 12_000;

/**
 * Turns pages one after the other; not for who wants little motion, until they ask for it.
 * @param held whether somebody looks closer, by pointing or with the keyboard.
 */
export function useTurning(pages: number, held: boolean): Turning {
  const [wanted, setWanted] = useState(0);
  const [turns, setTurns] = useState(true);
  const page = wanted % pages;
  useEffect(() => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) setTurns(false);
  }, []);
  useEffect(() => {
    if (!turns || held || pages < 2) return undefined;
    const timer = setTimeout(() => setWanted(page + 1), TURN_MS);
    return () => clearTimeout(timer);
  }, [turns, held, pages, page]);
  return { page, turns, show: (next) => setWanted((next + pages) % pages), setTurns };
}
