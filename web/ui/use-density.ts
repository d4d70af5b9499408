import { useStoredFlag } from './use-stored-flag.ts';

/** Whether this browser shows more on less room, and how to change that. */
export function useDensity(): [compact: boolean, setCompact: (compact: boolean) => void] {
  return useStoredFlag('compact', { byDefault: false });
}
