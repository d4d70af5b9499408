import type { ConnectionStatus } from '../__generated__/graphql.ts';
import { CONNECTIONS } from '../lists/connections.ts';

/**
 * Of some trackers the one a position came from, else the one that speaks for their carrier.
 * @param told the carrier's last position, or null.
 */
export function trackerBehind<
  T extends { readonly id: string; readonly connection: ConnectionStatus; readonly lastHeardAt: string | null },
>(told: { readonly tracker: { readonly id: string } } | null, trackers: readonly T[]): T | null {
  return trackers.find(({ id }) => id === told?.tracker.id) ?? bestTracker(trackers);
}

/** Of some trackers the one that speaks for their carrier: best connected, then heard last, then the lower id. */
export function bestTracker<
  T extends { readonly id: string; readonly connection: ConnectionStatus; readonly lastHeardAt: string | null },
>(trackers: readonly T[]): T | null {
  const rank = ({ connection }: T) => CONNECTIONS.indexOf(connection);
  const [best] = trackers.toSorted(
    (a, b) => rank(a) - rank(b) || (b.lastHeardAt ?? '').localeCompare(a.lastHeardAt ?? '') || a.id.localeCompare(b.id),
  );
  return best ?? null;
}
