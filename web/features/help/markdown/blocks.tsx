import type { MarkedToken, Token, Tokens } from 'marked';
import { CodeBlock } from './code-block.tsx';
import { DocumentTable } from './document-table.tsx';
import { Inline } from './inline.tsx';
import type { Heading } from './outline.ts';
import { rendered, type Renderers } from './renderers.ts';
import { SectionHeading } from './section-heading.tsx';

/** Parts of a document below each other. */
export function Blocks({
  tokens,
  from,
  headings = [],
}: {
  readonly tokens: readonly Token[];
  /** The document's file in the repository, from which its links start. */
  readonly from: string;
  /** Its headings in order; none where blocks stand inside of others. */
  readonly headings?: readonly Heading[];
}) {
  const sections = headings.values();
  return tokens.map((each, index) => {
    const token = each as MarkedToken;
    const key = `${index}:${token.type}`;
    if (token.type !== 'heading') return <Block key={key} token={token} from={from} />;
    const heading = sections.next().value;
    // The page shows the title.
    if (!heading || heading.depth === 1) return null;
    return (
      <SectionHeading key={key} heading={heading}>
        <Inline tokens={token.tokens} from={from} />
      </SectionHeading>
    );
  });
}

function Block({ token, from }: { readonly token: MarkedToken; readonly from: string }) {
  return rendered(BLOCKS, token, from) ?? null;
}

const BLOCKS: Renderers = {
  paragraph: ({ tokens }, from) => (
    <p>
      <Inline tokens={tokens} from={from} />
    </p>
  ),
  // Words of a list whose items are no paragraphs.
  text: (token, from) => <Inline tokens={token.tokens ?? [token]} from={from} />,
  code: ({ text }) => <CodeBlock text={text} />,
  table: (table, from) => <DocumentTable table={table} from={from} />,
  list: (list, from) => <DocumentList list={list} from={from} />,
  blockquote: ({ tokens }, from) => (
    <blockquote className="flex flex-col gap-2 border-s-4 border-accent bg-accent-soft px-4 py-3">
      <Blocks tokens={tokens} from={from} />
    </blockquote>
  ),
  hr: () => <hr className="border-line" />,
  html: ({ text }) => <p>{text}</p>,
};

function DocumentList({ list, from }: { readonly list: Tokens.List; readonly from: string }) {
  const items = list.items.map((item, index) => (
    <li key={`${index}:${item.text}`} className="ps-1 marker:text-muted [&>*+*]:mt-2">
      <Blocks tokens={item.tokens} from={from} />
    </li>
  ));
  if (!list.ordered) return <ul className="flex list-disc flex-col gap-1.5 ps-5">{items}</ul>;
  return (
    <ol start={list.start || 1} className="flex list-decimal flex-col gap-1.5 ps-6">
      {items}
    </ol>
  );
}
