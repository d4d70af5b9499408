import { useEffect, useState } from 'react';
import type { UseQueryArgs } from 'urql';
import { useFollowingQuery } from './use-following-query.ts';

/** The last answer that was whole, and whether it still holds. */
export interface LastingAnswer<Data> {
  /** The last whole answer; the first one even with gaps; undefined before any. */
  readonly data: Data | undefined;
  /** When the last whole answer came, where the service has stopped to answer since, Unix milliseconds of this machine; else null. */
  readonly staleSince: number | null;
  /** Whether there is nothing to show because the question failed. */
  readonly failed: boolean;
  /** Codes of the errors of the newest answer, for example FORBIDDEN. */
  readonly codes: readonly string[];
  readonly reload: () => void;
}

/**
 * A query whose answer stays on the screen when the service behind it stops to answer: old and marked as old is better
 * than empty. An answer with errors is not whole, even where it holds data: fields of silent services are null in it.
 * @param version asks again whenever it grows; @param everyMs asks again as often, for what nothing streamed speaks of.
 */
export function useLastingQuery<Data, Variables extends Record<string, unknown>>(
  args: UseQueryArgs<Variables, Data>,
  { version = 0, everyMs }: { readonly version?: number; readonly everyMs?: number } = {},
): LastingAnswer<Data> {
  const [{ data, error, fetching, stale, operation }, execute] = useFollowingQuery(args, version);
  const [whole, setWhole] = useState<{ readonly data: Data; readonly at: number } | null>(null);
  const [failing, setFailing] = useState(false);
  const busy = fetching || stale;
  // What another question brings is read again from the cache for this one; it does not mean that its service answers.
  const answered = operation?.context.meta?.cacheOutcome !== 'hit';
  useEffect(() => {
    if (busy) return;
    if (error) setFailing(true);
    else if (data && answered) {
      setFailing(false);
      setWhole({ data, at: Date.now() });
    }
  }, [busy, data, error, answered]);
  useEffect(() => {
    if (everyMs === undefined || busy || args.pause) return undefined;
    const timer = setTimeout(() => execute({ requestPolicy: 'network-only' }), everyMs);
    return () => clearTimeout(timer);
  }, [everyMs, busy, args.pause, execute]);
  return {
    ...lasting({ data, gaps: error !== undefined || failing, whole }),
    codes: error?.graphQLErrors.flatMap(({ extensions }) => codeOf(extensions)) ?? [],
    reload: () => execute({ requestPolicy: 'network-only' }),
  };
}

/** What to show of the newest answer and the last whole one. */
export function lasting<Data>({
  data,
  gaps,
  whole,
}: {
  readonly data: Data | undefined;
  readonly gaps: boolean;
  readonly whole: { readonly data: Data; readonly at: number } | null;
}): Pick<LastingAnswer<Data>, 'data' | 'staleSince' | 'failed'> {
  if (!gaps) return { data: data ?? whole?.data, staleSince: null, failed: false };
  if (whole) return { data: whole.data, staleSince: whole.at, failed: false };
  return { data: data ?? undefined, staleSince: null, failed: !data };
}

function codeOf(extensions: Readonly<Record<string, unknown>>): string[] {
  return typeof extensions['code'] === 'string' ? [extensions['code']] : [];
}
