import type { Count } from './headcount-store.ts';

/** How many may be inside and are not heard from as they should be: silence is not presence, nor is it absence. */
export function inDoubt({ probable, stale, unknown }: Omit<Count, 'present'>): number {
  return probable + stale + unknown;
}
