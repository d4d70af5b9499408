import type { ConnectionStatus } from '../../__generated__/graphql.ts';
import type { ClusterCounts } from './cluster.ts';

/** A part of the ring around a cluster, of a hundred. */
export interface RingPart {
  readonly status: ConnectionStatus;
  readonly from: number;
  readonly length: number;
}

// Clockwise from the top: who is heard from best comes first.
const ORDER: readonly ConnectionStatus[] = ['CONNECTED', 'IDLE', 'DISCONNECTED'];
// One who is silent among hundreds must be seen.
const SHORTEST = 8;
const GAP = 3;

/** The ring of a cluster: a part for each status that occurs, as long as its share, with gaps between. */
export function ringParts(counts: ClusterCounts): RingPart[] {
  const present = ORDER.filter((status) => counts[status] > 0);
  if (present.length === 1) return present.map((status) => ({ status, from: 0, length: 100 }));
  const total = present.reduce((sum, status) => sum + counts[status], 0);
  const shares = present.map((status) => Math.max(SHORTEST, (counts[status] / total) * 100));
  const scale = 100 / shares.reduce((sum, share) => sum + share, 0);
  let from = 0;
  return present.map((status, index) => {
    const share = (shares[index] ?? 0) * scale;
    const part = { status, from, length: share - GAP };
    from += share;
    return part;
  });
}
