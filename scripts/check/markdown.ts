/** Markdown without its fenced blocks and its back-ticked passages, in which brackets are no links. */
export function withoutCode(text: string): string {
  return text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '').replaceAll(/`[^`\n]*`/g, '');
}

/**
 * The anchors GitHub gives the headings of a document: lower case, punctuation dropped, spaces to hyphens, `-1`, `-2` …
 * behind repeated ones.
 */
export function headingAnchors(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/^#{1,6}\s+(.*)$/gm)) {
    const anchor = heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
      .replaceAll(/\s/g, '-');
    let unique = anchor;
    for (let i = 1; anchors.has(unique); i++) unique = `${anchor}-${i}`;
    anchors.add(unique);
  }
  return anchors;
}
