import { useQuery } from 'urql';
import type { GeofenceKind } from '../../../__generated__/graphql.ts';
import { KIND_DEFAULTS } from '../documents.graphql.ts';
import type { Rules } from './rule-list.ts';

/** What is usual for each kind of zone. */
export interface KindDefaults {
  /** The rules of a kind; null while they are not known. */
  readonly of: (kind: GeofenceKind) => Rules | null;
  readonly loading: boolean;
  readonly failed: boolean;
  readonly reload: () => void;
}

/** What is usual for each kind of zone, as the service has it. */
export function useKindDefaults(): KindDefaults {
  const [{ data, fetching, error }, execute] = useQuery({ query: KIND_DEFAULTS });
  return {
    of: (kind) => data?.geofenceKindDefaults.find((one) => one.kind === kind)?.rules ?? null,
    loading: !data && fetching,
    failed: !data && error !== undefined,
    reload: () => execute({ requestPolicy: 'network-only' }),
  };
}
