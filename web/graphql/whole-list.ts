import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Client, OperationResult } from '@urql/core';
import type { Page } from './use-whole-list.ts';

/** Every element of a connection as the server has them now, page by page; null when it does not answer. */
export async function wholeList<Data, Node extends { readonly id: string }>(
  client: Pick<Client, 'query'>,
  query: TypedDocumentNode<Data, { after?: string | null }>,
  select: (data: Data) => Page<Node>,
): Promise<readonly Node[] | null> {
  // The cache may give what came before with each page.
  const nodes = new Map<string, Node>();
  let after: string | null = null;
  for (;;) {
    const { data }: OperationResult<Data> = await client
      .query(query, { after }, { requestPolicy: 'network-only' })
      .toPromise();
    if (!data) return null;
    const page = select(data);
    for (const node of page.nodes) nodes.set(node.id, node);
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage || !endCursor) return [...nodes.values()];
    after = endCursor;
  }
}
