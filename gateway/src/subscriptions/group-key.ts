import type { Forwarded, Offsets, Viewer } from '@trekker/kit';
import type { Variables } from '../admission/list-cost.ts';
import { canonicalJson } from '../document/canonical-json.ts';
import type { PlannedOperation } from '../operation/planned-operation.ts';

/** What tells subscriptions apart. */
export interface GroupIdentity {
  readonly operation: PlannedOperation;
  readonly variables: Variables;
  readonly viewer: Viewer | null;
  readonly forwarded: Forwarded | undefined;
  readonly readAfter: Offsets | undefined;
}

/** Equal for subscriptions that receive equal events and may share one upstream. */
export function groupKey({ operation, variables, viewer, forwarded, readAfter }: GroupIdentity): string {
  return canonicalJson([operation.id, variables, authorisation(viewer), forwarded ?? null, readAfter ?? null]);
}

/**
 * Everything of a viewer that what lies behind a subscription may depend on: the tenant, the kind of actor and what it
 * is granted. Resolvers behind subscription fields must not depend on who of them asks; the tenant always parts.
 */
function authorisation(viewer: Viewer | null): unknown {
  if (!viewer) return null;
  const grants = viewer.grants.map(({ permissions, units, places, until }) =>
    canonicalJson([permissions.toSorted(), units?.toSorted() ?? null, places?.toSorted() ?? null, until]),
  );
  return [viewer.tenantId, viewer.actor.kind, grants.toSorted()];
}
