/** One page of visits. */
export interface VisitsPage<Visit> {
  readonly nodes: readonly Visit[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/**
 * The visits behind a line, by id, of all that were at that time: asked for page by page until each was found or there are
 * no more. Null when a page could not be had, since then some may be missing.
 * @param ask gives the page behind a cursor, or null when the question failed.
 */
export async function visitsOfLine<Visit extends { readonly id: string }>(
  ids: ReadonlySet<string>,
  ask: (after: string | null) => Promise<VisitsPage<Visit> | null>,
): Promise<ReadonlyMap<string, Visit> | null> {
  const found = new Map<string, Visit>();
  for (let after: string | null = null; ;) {
    const page: VisitsPage<Visit> | null = await ask(after);
    if (!page) return null;
    for (const visit of page.nodes) if (ids.has(visit.id)) found.set(visit.id, visit);
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
    if (after === null || found.size === ids.size) return found;
  }
}
