import { passingStorage, type MarkStorage } from './mark-queue.ts';

/**
 * A storage that keeps as long as the page lasts what the browser's does not take. What was written last wins, whichever of
 * the two took it.
 * @param browser gives the browser's storage; it may throw.
 */
export function lastingStorage(browser: () => MarkStorage): MarkStorage {
  let passing = passingStorage();
  return {
    getItem(key) {
      try {
        return passing.getItem(key) ?? browser().getItem(key);
      } catch {
        return null;
      }
    },
    setItem(key, text) {
      try {
        browser().setItem(key, text);
        // An older text must not hide the one that was taken.
        passing = passingStorage();
      } catch {
        passing.setItem(key, text);
      }
    },
  };
}
