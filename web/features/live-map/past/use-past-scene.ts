import { useCallback, useEffect, useState } from 'react';
import { AskFailure } from '../../../graphql/ask-page.ts';
import { loadPast, type PastScene } from './load-past.ts';

/** What is known of the instant that was asked for. */
export interface PastView {
  /** The instant that was asked for, Unix milliseconds. */
  readonly at: number;
  /** The scene of that instant, or while it loads the one shown before, or null. */
  readonly scene: PastScene | null;
  readonly state: 'loading' | 'shown' | 'failed';
  /** Asks again after a failure. */
  readonly reload: () => void;
}

/** What came of an attempt. */
interface Outcome {
  readonly at: number;
  readonly attempt: number;
  readonly failed: boolean;
}

/** Loads the scene of an instant. @param at Unix milliseconds, or null for now. */
export function usePastScene(at: number | null): PastView | null {
  const [attempt, setAttempt] = useState(0);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [scene, setScene] = useState<PastScene | null>(null);
  const reload = useCallback(() => setAttempt((before) => before + 1), []);
  useEffect(() => {
    if (at === null) {
      setScene(null);
      return undefined;
    }
    const stop = new AbortController();
    const load = async () => {
      const loaded = await loadPast(at, stop.signal).catch(nothingWhereUnanswered);
      if (stop.signal.aborted) return;
      if (loaded) setScene(loaded);
      setOutcome({ at, attempt, failed: !loaded });
    };
    void load();
    return () => stop.abort();
  }, [at, attempt]);
  if (at === null) return null;
  const answered = outcome?.at === at && outcome.attempt === attempt;
  const state = !answered ? 'loading' : outcome.failed ? 'failed' : 'shown';
  // What was shown before says nothing of an instant that could not be loaded.
  return { at, scene: state === 'failed' ? null : scene, state, reload };
}

/** A page that was left, or left for another instant, waits for nothing; all else that is no answer is told of. */
function nothingWhereUnanswered(failure: unknown): null {
  const isGone = failure instanceof DOMException && failure.name === 'AbortError';
  if (isGone || failure instanceof AskFailure) return null;
  throw failure;
}
