import { lexer, type MarkedToken, type Token } from 'marked';

/** A heading of a document. */
export interface Heading {
  /** 1 to 6; a document has one of depth 1, its title. */
  readonly depth: number;
  /** What it says, without marks. */
  readonly text: string;
  /** What a link puts behind the hash. */
  readonly anchor: string;
}

/** A document as its parts and its headings, both in the order of the text. */
export interface Outline {
  readonly title: string;
  /** What it begins with, without marks: the paragraph below the title, or nothing. */
  readonly lead: string;
  readonly headings: readonly Heading[];
  readonly blocks: readonly MarkedToken[];
}

/** Reads Markdown as GitHub does: tables, and anchors of headings as its links expect them. */
export function outlineOf(markdown: string): Outline {
  // Extensions would bring tokens of their own; there are none.
  const blocks = lexer(markdown) as MarkedToken[];
  const headings: Heading[] = [];
  const anchors = new Set<string>();
  for (const block of blocks) {
    if (block.type !== 'heading') continue;
    const text = plainText(block.tokens);
    const anchor = anchorOf(text, anchors);
    anchors.add(anchor);
    headings.push({ depth: block.depth, text, anchor });
  }
  const lead = blocks.find(({ type }) => type === 'paragraph');
  return {
    title: headings.find(({ depth }) => depth === 1)?.text ?? '',
    lead: lead?.type === 'paragraph' ? plainText(lead.tokens) : '',
    headings,
    blocks,
  };
}

/** Lower case, punctuation dropped, spaces to hyphens; `-1`, `-2` … behind repeated ones. */
function anchorOf(heading: string, taken: ReadonlySet<string>): string {
  const anchor = heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
  let unique = anchor;
  for (let i = 1; taken.has(unique); i++) unique = `${anchor}-${i}`;
  return unique;
}

function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if ('tokens' in token && token.tokens) return plainText(token.tokens);
      return 'text' in token ? String(token.text) : ' ';
    })
    .join('')
    .replaceAll(/\s+/g, ' ');
}
