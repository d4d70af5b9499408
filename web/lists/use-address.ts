import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { changedAddress, type AddressChange } from './address.ts';

/** The parameters of the page's address: what a list shows can be shared, and survives a reload. */
export interface Address {
  readonly parameters: URLSearchParams;
  readonly change: (change: AddressChange) => void;
}

/** The address of the page; changing it loads nothing anew. */
export function useAddress(): Address {
  const given = useSearchParams().toString();
  const parameters = useMemo(() => new URLSearchParams(given), [given]);
  const change = useCallback((wanted: AddressChange) => {
    const url = new URL(location.href);
    url.search = changedAddress(url.searchParams, wanted).toString();
    history.replaceState(null, '', url);
  }, []);
  return { parameters, change };
}
