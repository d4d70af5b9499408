import { connectionOf, parsePage } from '@trekker/kit';

/** A page of a list that was worked out whole; its cursors are places in it. */
export function pageOfList<T>(list: readonly T[], args: { first: number; after?: string | null | undefined }) {
  const page = parsePage(args, ['offset']);
  const start = page.after ? Number(page.after[0]) + 1 : 0;
  const placed = list.slice(start, start + page.first + 1).map((node, index) => ({ node, at: start + index }));
  const { edges, pageInfo } = connectionOf(placed, page, ({ at }) => [String(at)]);
  return {
    nodes: edges.map(({ node }) => node.node),
    edges: edges.map(({ node, cursor }) => ({ node: node.node, cursor })),
    pageInfo,
  };
}
