import type { Api } from './api.ts';

/**
 * Every node of a list of the API, page by page.
 * @param list a connection among the queries, such as `trackers`.
 * @param fields what to ask of each node, such as `id name`.
 */
export async function allNodes<T>(api: Api, list: string, fields: string): Promise<T[]> {
  const document = `query All($after: String) {
    list: ${list}(first: 500, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } }
  }`;
  const found: T[] = [];
  let after: string | null = null;
  for (let more = true; more;) {
    const { list: page }: { list: Page<T> } = await api.run(document, { after });
    found.push(...page.nodes);
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
  }
  return found;
}

interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
