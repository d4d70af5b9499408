/** A map that forgets what was not used for longest once it is full. */
export interface RecentlyUsed<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
  clear(): void;
}

/** @param limit most entries kept. */
export function createRecentlyUsed<K, V>(limit: number): RecentlyUsed<K, V> {
  const entries = new Map<K, V>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size > limit)
        for (const oldest of entries.keys()) {
          entries.delete(oldest);
          break;
        }
    },
    delete: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  };
}
