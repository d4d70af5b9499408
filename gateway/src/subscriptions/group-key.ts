import type { Forwarded, Offsets, Viewer } from '@trekker/kit';
import type { Variables } from '../admission/list-cost.ts';
import { canonicalJson } from '../document/canonical-json.ts';
import { sharedArguments } from '../live/member-filter.ts';
import type { PlannedOperation } from '../operation/planned-operation.ts';

/** What tells subscriptions apart. */
export interface GroupIdentity {
  readonly operation: PlannedOperation;
  readonly variables: Variables;
  readonly viewer: Viewer | null;
  readonly forwarded?: Forwarded | undefined;
  readonly readAfter: Offsets | undefined;
}

/** Equal for subscriptions that receive equal events and may share one upstream from its beginning. */
export function groupKey(identity: GroupIdentity): string {
  const { operation, variables } = identity;
  return canonicalJson([operation.id, variables, ...caller(identity)]);
}

/**
 * Equal for subscriptions to a live field that differ in nothing but member filters and where they begin; null for others.
 */
export function channelKey(identity: GroupIdentity): string | null {
  const { operation, variables } = identity;
  const { live } = operation;
  if (!live) return null;
  const shared = sharedArguments(live.field, live.given(variables));
  return canonicalJson([operation.id, live.shaping(variables), shared, ...caller(identity)]);
}

function caller({ operation, viewer, forwarded, readAfter }: GroupIdentity): unknown[] {
  const actorId = operation.live?.field.isPersonal ? (viewer?.actor.id ?? null) : null;
  return [authorisation(viewer), actorId, forwarded ?? null, readAfter ?? null];
}

/**
 * Everything of a viewer that what lies behind a subscription may depend on: the tenant, the kind of actor and what it
 * is granted. Resolvers behind subscription fields must not depend on who of them asks, unless the field is personal; the
 * tenant always parts.
 */
function authorisation(viewer: Viewer | null): unknown {
  if (!viewer) return null;
  const grants = viewer.grants.map(({ permissions, units, places, until }) =>
    canonicalJson([permissions.toSorted(), units?.toSorted() ?? null, places?.toSorted() ?? null, until]),
  );
  return [viewer.tenantId, viewer.actor.kind, grants.toSorted()];
}
