/** Trackers of a tenant whose newest position changed; the positions themselves are read from the database. */
export interface LatestChange {
  readonly tenantId: string;
  readonly trackerIds: readonly string[];
}

/** Passes changes on from the projection to the live streams of this process. */
export interface LatestChanges {
  tell(change: LatestChange): void;
  /** Calls `listener` for each change of a tenant until the returned function is called. */
  listen(tenantId: string, listener: (trackerIds: readonly string[]) => void): () => void;
}

/** Changes within this process. */
export function createLatestChanges(): LatestChanges {
  const byTenant = new Map<string, Set<(trackerIds: readonly string[]) => void>>();
  return {
    tell({ tenantId, trackerIds }) {
      for (const listener of byTenant.get(tenantId) ?? []) listener(trackerIds);
    },
    listen(tenantId, listener) {
      const listeners = byTenant.get(tenantId) ?? new Set();
      byTenant.set(tenantId, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (!listeners.size) byTenant.delete(tenantId);
      };
    },
  };
}
