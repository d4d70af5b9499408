import { useEffect, useRef } from 'react';
import { useQuery, type UseQueryArgs, type UseQueryResponse } from 'urql';

/**
 * A query that is asked again whenever `version` grows: what it asks for is not streamed, but something streamed says
 * when it changed. An answer on its way may have been made before the change, so the next question waits for it.
 */
export function useFollowingQuery<Data, Variables extends Record<string, unknown>>(
  args: UseQueryArgs<Variables, Data>,
  version: number,
): UseQueryResponse<Data, Variables> {
  const [result, execute] = useQuery<Data, Variables>(args);
  const busy = result.fetching || result.stale;
  const answered = useRef(version);
  useEffect(() => {
    if (busy || answered.current === version) return;
    answered.current = version;
    execute({ requestPolicy: 'network-only' });
  }, [busy, version, execute]);
  return [result, execute];
}
