import type { NotificationKind } from '../__generated__/graphql.ts';

/** What somebody may be told of, in the groups in which it is offered. */
export const KIND_GROUPS = {
  zones: ['ENTERED', 'LEFT', 'DWELLED', 'LOITERED', 'CROSSED', 'STALE', 'LOST', 'EXCLUSION_VIOLATED'],
  limits: ['LIMIT_REACHED', 'LIMIT_EXCEEDED', 'BELOW_MINIMUM', 'LIMIT_CLEARED'],
  musters: ['MUSTER_STARTED', 'MUSTER_PAUSED', 'MUSTER_RESUMED', 'MUSTER_ENDED'],
} as const satisfies Record<string, readonly NotificationKind[]>;

/** Everything of it. */
export const KINDS: readonly NotificationKind[] = Object.values(KIND_GROUPS).flat();
