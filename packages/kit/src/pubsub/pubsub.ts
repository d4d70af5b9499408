/**
 * Wake-ups and conflated hints between parts of the product. A message may be lost or repeated; whoever acts on one
 * reads the truth from the database, and looks there from time to time even when none arrives.
 */
export interface PubSub {
  publish(channel: string, message: unknown): void;
  /** Calls `listener` for each message until the returned function is called. */
  subscribe(channel: string, listener: (message: unknown) => void): () => void;
}

/** PubSub within one process. Listeners run one after another before `publish` returns and must not throw. */
export function memoryPubSub(): PubSub {
  const channels = new Map<string, Set<(message: unknown) => void>>();
  return {
    publish(channel, message) {
      for (const listener of channels.get(channel) ?? []) listener(message);
    },
    subscribe(channel, listener) {
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (!listeners.size) channels.delete(channel);
      };
    },
  };
}
