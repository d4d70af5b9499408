import { useEffect, useMemo, useRef } from 'react';
import type { WholeList } from '../../graphql/use-whole-list.ts';

/**
 * A list of zones or places that nobody streams: it is asked for anew when the headcounts name one it lacks, or leave
 * out one it shows. @param keysOf what tells its elements apart; constant. @param counted the keys the headcounts name,
 * or null before the first.
 */
export function useCompleteList<Node>(
  list: WholeList<Node>,
  keysOf: (nodes: readonly Node[]) => Iterable<string>,
  counted: Iterable<string> | null,
): WholeList<Node> {
  const { nodes, loading, reload } = list;
  const listed = useMemo(() => keysOf(nodes), [keysOf, nodes]);
  const differing = differenceOf(listed, counted);
  // Asking twice for the same difference would not end it: one may be counted that the viewer must not see.
  const asked = useRef('');
  useEffect(() => {
    if (loading || asked.current === differing) return;
    asked.current = differing;
    if (differing) reload();
  }, [loading, differing, reload]);
  return list;
}

/** The keys that only one of both knows, as one text; empty when they agree or nothing is counted yet. */
export function differenceOf(listed: Iterable<string>, counted: Iterable<string> | null): string {
  return counted ? [...new Set(listed).symmetricDifference(new Set(counted))].toSorted().join(' ') : '';
}
