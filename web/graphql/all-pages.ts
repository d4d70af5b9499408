/** The part of an answer that says whether there is more. */
interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** Asks for one part after the other until there is no more. @param ask for the part behind a cursor, null for the first. */
export async function allPages<Part extends Page>(
  ask: (after: string | null) => Promise<Part | null>,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (let part = await ask(null); part;) {
    parts.push(part);
    const { hasNextPage, endCursor } = part.pageInfo;
    part = hasNextPage && endCursor ? await ask(endCursor) : null;
  }
  return parts;
}
