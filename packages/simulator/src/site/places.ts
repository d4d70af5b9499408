import type { SitePlan } from './site-plan.ts';

/** A place of the site. */
export interface SitePlace {
  /** Stable name within the site, such as `tank-farms`. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'SITE' | 'BUILDING' | 'FLOOR' | 'AREA';
  /** The place above; null at the top. */
  readonly parentId: string | null;
  /** IANA zone, where it does not follow from the place above. */
  readonly timeZone?: string;
  readonly plan?: SitePlan;
}

/**
 * The tree of places. Muster points are beside what is evacuated, never below it: whoever stands there has left the
 * rest.
 */
export const PLACES: readonly [SitePlace, ...SitePlace[]] = [
  { id: 'terminal', name: 'Petrel Bank Terminal', kind: 'SITE', parentId: null },
  { id: 'services', name: 'Gates and buildings', kind: 'AREA', parentId: 'terminal' },
  { id: 'process', name: 'Process area', kind: 'AREA', parentId: 'terminal' },
  { id: 'tank-farms', name: 'Tank farms', kind: 'AREA', parentId: 'terminal' },
  { id: 'marine', name: 'Quay and jetty', kind: 'AREA', parentId: 'terminal' },
  { id: 'muster-points', name: 'Muster points', kind: 'AREA', parentId: 'terminal' },
];
