import type { MarkedToken, Token } from 'marked';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { linkTarget } from './link-target.ts';
import { rendered, type Renderers } from './renderers.ts';

/** Words with marks: code, links, stress. What Markdown writes as HTML shows as it is written. */
export function Inline({ tokens, from }: { readonly tokens: readonly Token[]; readonly from: string }) {
  return tokens.map((token, index) => <Piece key={`${index}:${token.raw}`} token={token as MarkedToken} from={from} />);
}

function Piece({ token, from }: { readonly token: MarkedToken; readonly from: string }) {
  return rendered(PIECES, token, from) ?? token.raw;
}

const PIECES: Renderers = {
  codespan: ({ text }) => (
    <code className="rounded-md bg-sunken box-decoration-clone px-1.5 py-0.5 font-mono text-[0.8125em] break-words">
      {text}
    </code>
  ),
  strong: ({ tokens }, from) => (
    <strong className="font-semibold">
      <Inline tokens={tokens} from={from} />
    </strong>
  ),
  em: ({ tokens }, from) => (
    <em>
      <Inline tokens={tokens} from={from} />
    </em>
  ),
  link: ({ href, tokens }, from) => (
    <DocumentLink href={href} from={from}>
      <Inline tokens={tokens} from={from} />
    </DocumentLink>
  ),
  br: () => <br />,
  text: ({ text, tokens }, from) => (tokens ? <Inline tokens={tokens} from={from} /> : text),
  escape: ({ text }) => text,
};

const LINK = 'font-medium text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent';

function DocumentLink({
  href,
  from,
  children,
}: {
  readonly href: string;
  readonly from: string;
  readonly children: ReactNode;
}) {
  const target = linkTarget(href, from);
  if (target.kind === 'file') return <span title={target.path}>{children}</span>;
  if (target.kind === 'elsewhere')
    return (
      <a href={target.href} target="_blank" rel="noreferrer" className={LINK}>
        {children}
      </a>
    );
  return (
    <Link prefetch={false} href={target.href} className={LINK}>
      {children}
    </Link>
  );
}
