import { useEffect, useMemo, useRef } from 'react';
import type { WholeList } from '../../graphql/use-whole-list.ts';

interface Entity {
  readonly id: string;
}

/**
 * A list of zones or places that nobody streams: it is asked for anew when the headcounts name one it lacks, or leave
 * out one it shows. @param counted the headcounts by id, or null before the first.
 */
export function useCompleteList<Node extends Entity>(
  list: WholeList<Node>,
  counted: ReadonlyMap<string, unknown> | null,
): WholeList<Node> {
  const { nodes, loading, reload } = list;
  const differing = useMemo(() => differenceOf(nodes, counted), [nodes, counted]);
  // Asking twice for the same difference would not end it: one may be counted that the viewer must not see.
  const asked = useRef('');
  useEffect(() => {
    if (loading || asked.current === differing) return;
    asked.current = differing;
    if (differing) reload();
  }, [loading, differing, reload]);
  return list;
}

/** The ids that only one of both knows, as one text; empty when they agree or nothing is counted yet. */
export function differenceOf(listed: readonly Entity[], counted: ReadonlyMap<string, unknown> | null): string {
  if (!counted) return '';
  const known = new Set(listed.map(({ id }) => id));
  return [...known.symmetricDifference(new Set(counted.keys()))].toSorted().join(' ');
}
