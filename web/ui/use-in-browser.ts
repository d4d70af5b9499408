import { useSyncExternalStore } from 'react';

const NEVER_CHANGES = () => () => {};

/**
 * Whether the page is alive. What the server drew stands there before, and does by itself what a browser does without
 * us: a form that is sent then puts what was typed into the address.
 */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    NEVER_CHANGES,
    () => true,
    () => false,
  );
}
