import type { MarkStorage } from './mark-queue.ts';

/**
 * A storage that keeps as long as the page lasts what the browser's does not take. What was written last wins, whichever of
 * the two took it.
 * @param browser gives the browser's storage; it may throw.
 */
export function lastingStorage(browser: () => MarkStorage): MarkStorage {
  const passing = new Map<string, string>();
  return {
    getItem(key) {
      try {
        return passing.get(key) ?? browser().getItem(key);
      } catch {
        return null;
      }
    },
    setItem(key, text) {
      try {
        browser().setItem(key, text);
        // An older text must not hide the one that was taken.
        passing.delete(key);
      } catch {
        passing.set(key, text);
      }
    },
  };
}
