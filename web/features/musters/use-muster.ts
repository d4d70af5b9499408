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
}

const NOTHING: LiveMuster = { list: null, refused: false };

/** A muster and everybody on its list; changes by itself, and goes on behind the last event after a break. */
export function useMuster(musterId: string): LiveMuster {
  const client = useClient();
  const [known, setKnown] = useState(NOTHING);
  useEffect(() => {
    const subscription = client.subscription(MUSTER_CHANGED, { musterId }).subscribe(({ data, error }) => {
      const change = data?.musterChanged;
      if (change) setKnown(({ list }) => ({ list: listAfter(list, change), refused: false }));
      else if (error) setKnown(({ list }) => ({ list, refused: true }));
    });
    return () => {
      subscription.unsubscribe();
      setKnown(NOTHING);
    };
  }, [client, musterId]);
  return known;
}
