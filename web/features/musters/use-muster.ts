import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { MUSTER_CHANGED } from './documents.graphql.ts';
import { listAfter, type MusterList } from './muster-list.ts';

/** A muster in whatever state it is known. */
export interface LiveMuster {
  /** Null before the first event. */
  readonly list: MusterList | null;
  /** Whether there is no such muster, or the viewer may not see it. */
  readonly refused: boolean;
  /** Whether nothing was heard of it for long. */
  readonly silent: boolean;
}

const NOTHING: LiveMuster = { list: null, refused: false, silent: false };
/** Somebody who stands in the rain wants to know by then that it is not coming, milliseconds. */
const PATIENCE_MS = 10_000;

/** A muster and everybody on its list; changes by itself, and goes on behind the last event after a break. */
export function useMuster(musterId: string): LiveMuster {
  const client = useClient();
  const [known, setKnown] = useState(NOTHING);
  useEffect(() => {
    const silence = setTimeout(() => setKnown((before) => ({ ...before, silent: true })), PATIENCE_MS);
    const subscription = client.subscription(MUSTER_CHANGED, { musterId }).subscribe(({ data, error }) => {
      const change = data?.musterChanged;
      clearTimeout(silence);
      if (change) setKnown(({ list }) => ({ list: listAfter(list, change), refused: false, silent: false }));
      else if (error) setKnown(({ list }) => ({ list, refused: true, silent: false }));
    });
    return () => {
      clearTimeout(silence);
      subscription.unsubscribe();
      setKnown(NOTHING);
    };
  }, [client, musterId]);
  return known;
}
