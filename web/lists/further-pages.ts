/** A page of a list. */
export interface FurtherPage<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** Pages behind each other, as far as they are known. */
export interface PageChain<Node> {
  /** Of all pages, each once: who changed places between two answers may be in both. */
  readonly nodes: readonly Node[];
  /** Cursors of the pages behind the first, the one that is not there yet included. */
  readonly cursors: readonly string[];
  /** Whether all of them are there. */
  readonly isWhole: boolean;
  /** Cursor of what lies behind them, or null at the end. */
  readonly behind: string | null;
}

/**
 * Follows a list from its first page on.
 * @param pages those behind it, by the cursor they were asked with.
 * @param count how many pages are wanted behind the first.
 */
export function chainOf<Node extends { readonly id: string }>(
  first: FurtherPage<Node>,
  pages: ReadonlyMap<string, FurtherPage<Node>>,
  count: number,
): PageChain<Node> {
  const nodes = new Map(first.nodes.map((node) => [node.id, node]));
  const cursors: string[] = [];
  let behind = cursorBehind(first);
  while (behind !== null && cursors.length < count) {
    cursors.push(behind);
    const page = pages.get(behind);
    if (!page) return { nodes: [...nodes.values()], cursors, isWhole: false, behind };
    for (const node of page.nodes) nodes.set(node.id, node);
    behind = cursorBehind(page);
  }
  return { nodes: [...nodes.values()], cursors, isWhole: true, behind };
}

function cursorBehind({ pageInfo }: FurtherPage<unknown>): string | null {
  return pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
}
