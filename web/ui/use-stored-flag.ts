import { useCallback, useSyncExternalStore } from 'react';

/** Something a person switched on or off in this browser. @param name under which it is kept. */
export function useStoredFlag(name: string, { byDefault }: { byDefault: boolean }): [boolean, (on: boolean) => void] {
  const key = `trekker-${name}`;
  const read = () => {
    const kept = keptValue(key);
    return kept === null ? byDefault : kept === 'on';
  };
  const on = useSyncExternalStore(subscribe, read, () => byDefault);
  const set = useCallback(
    (next: boolean) => {
      keep(key, next ? 'on' : 'off');
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [on, set];
}

const listeners = new Set<() => void>();
// What could not be kept holds at least for this page.
const unkept = new Map<string, string>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keptValue(key: string): string | null {
  try {
    return unkept.get(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
    unkept.delete(key);
  } catch {
    unkept.set(key, value);
  }
}
