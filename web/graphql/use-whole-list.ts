import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';

/** A page of a connection, and whether there is more. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** A list that loads itself to the end. */
export interface WholeList<Node> {
  readonly nodes: readonly Node[];
  /** Whether nothing can be shown yet. */
  readonly loading: boolean;
  /** Whether the list could not be loaded. */
  readonly failed: boolean;
  /** Asks again after a failure. */
  readonly reload: () => void;
}

// One and the same, so that nothing takes it for a change.
const NONE: readonly never[] = [];

/**
 * Loads every page of a connection, 500 at a time, and stays current with the cache.
 * @param query takes `$after: String`; @param select finds the connection in the answer. Both must be constant.
 */
export function useWholeList<Data, Node>(
  query: TypedDocumentNode<Data, { after?: string | null }>,
  select: (data: Data) => Page<Node>,
): WholeList<Node> {
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, fetching, error }, execute] = useQuery({ query, variables: { after } });
  const page = data && select(data);
  const next = !fetching && page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  useEffect(() => {
    if (next) setAfter(next);
  }, [next]);
  return {
    nodes: page?.nodes ?? NONE,
    loading: !page && fetching,
    failed: !page && !fetching && error !== undefined,
    reload: () => execute({ requestPolicy: 'network-only' }),
  };
}
