import { SHELF } from '../shelf.ts';

/** Where a link of a document leads: a page of the app, a page elsewhere, or nowhere, being a file of the repository. */
export type LinkTarget =
  | { readonly kind: 'page'; readonly href: string }
  | { readonly kind: 'elsewhere'; readonly href: string }
  | { readonly kind: 'file'; readonly path: string };

/** What the app shows in place of a file. */
const IN_PLACE: ReadonlyMap<string, string> = new Map([['schema/__generated__/api.graphql', '/developers/schema']]);

/**
 * @param href as the document writes it.
 * @param from the document's file in the repository.
 */
export function linkTarget(href: string, from: string): LinkTarget {
  if (/^https?:/i.test(href)) return { kind: 'elsewhere', href };
  if (href.startsWith('#')) return { kind: 'page', href };
  // Any host does; it is only there to put paths together.
  const { pathname, hash } = new URL(href, `file:///${from}`);
  const path = decodeURIComponent(pathname.slice(1));
  const shown = IN_PLACE.get(path);
  if (shown !== undefined) return { kind: 'page', href: shown };
  const document = SHELF.find((each) => each.path === path || each.path === path.replace('/guides/de/', '/guides/'));
  return document ? { kind: 'page', href: `/help/${document.name}${hash}` } : { kind: 'file', path };
}
