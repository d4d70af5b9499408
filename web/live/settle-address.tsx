'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect } from 'react';

/**
 * The router hears of changes of the address only once all of the page is alive, and buttons work a moment earlier: what
 * one of them asked of the address by then, it is told here. Otherwise a dialog would not open, and never would.
 */
export function SettleAddress() {
  const heard = useSearchParams().toString();
  useEffect(() => {
    // Behind the router's own effect, which comes after those of the page.
    const timer = setTimeout(() => {
      if (new URLSearchParams(location.search).toString() !== heard) history.replaceState(null, '', location.href);
    });
    return () => clearTimeout(timer);
    // What changes later, the router hears of.
  }, []);
  return null;
}
