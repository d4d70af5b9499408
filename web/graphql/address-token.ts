import { useSyncExternalStore } from 'react';

/**
 * The token behind `#token=` of the address, null without one, undefined while the page is not yet in a browser. It
 * stands behind the hash so that no server on the way and no log sees it.
 */
export function useAddressToken(): string | null | undefined {
  return useSyncExternalStore<string | null | undefined>(
    subscribe,
    () => tokenIn(location.hash),
    () => undefined,
  );
}

/** Takes the token, which is used up, out of the address. */
export function forgetAddressToken(): void {
  history.replaceState(null, '', location.pathname);
}

/** The token in the part of an address behind the hash, or null. */
export function tokenIn(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') || null;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
