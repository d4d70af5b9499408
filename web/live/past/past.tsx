'use client';

import { createContext, use, type ReactNode } from 'react';
import type { PositionStore } from '../position-store.ts';

/** An instant that views show in place of now. */
export interface Past {
  /** Unix milliseconds. */
  readonly at: number;
  /** Where everybody was then. */
  readonly positions: PositionStore;
}

const PastContext = createContext<Past | null>(null);

/** Views below speak of an instant, or, with null, of now: their ages, positions and freshness are those of then. */
export function PastProvider({ past, children }: { readonly past: Past | null; readonly children: ReactNode }) {
  return <PastContext value={past}>{children}</PastContext>;
}

/** The instant that is shown here, or null where it is now. */
export function usePast(): Past | null {
  return use(PastContext);
}
