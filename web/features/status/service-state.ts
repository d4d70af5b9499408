import type { ServiceRowFragment } from '../../__generated__/graphql.ts';

/** What is worth telling of a service. */
export type ServiceState =
  | { readonly kind: 'silent' }
  | { readonly kind: 'behind'; readonly seconds: number }
  | { readonly kind: 'current' };

/** What everything is behind for a moment while somebody reports; more is told. */
const USUAL_SECONDS = 5;

/** How a service does: as its slowest part. */
export function serviceState(service: ServiceRowFragment | null | undefined): ServiceState {
  if (!service) return { kind: 'silent' };
  const seconds = Math.max(0, ...service.projections.map(({ behindSeconds }) => behindSeconds));
  return seconds > USUAL_SECONDS ? { kind: 'behind', seconds } : { kind: 'current' };
}
