import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useFollowingQuery } from '../graphql/use-following-query.ts';

/** A page of a connection that counts. */
interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** Part of a list that the server searched, filtered and ordered. */
export interface Listing<Data, Node> {
  /** The whole newest answer, or undefined before the first. */
  readonly data: Data | undefined;
  readonly nodes: readonly Node[];
  /** How many fit in all, or null while unknown. */
  readonly total: number | null;
  /** Whether nothing can be shown yet. */
  readonly loading: boolean;
  /** Whether the last question got no answer; what is shown then is older. */
  readonly failed: boolean;
  /** Whether what is shown fits a filter or order that is no longer asked for. */
  readonly outdated: boolean;
  /** Shows more below, or null when there is none or enough is shown. */
  readonly more: (() => void) | null;
  /** Goes on behind what is shown, or null when that is the end or more can be shown below. */
  readonly next: (() => void) | null;
  /** Goes back to the beginning, or null when that is shown. */
  readonly start: (() => void) | null;
  readonly reload: () => void;
}

// Elements shown at once. A list grows while somebody scrolls, up to what the API answers at once.
const SIZES = [50, 100, 200, 500] as const;

/** How many elements the API answers at once. */
export const MOST_AT_ONCE = 500;

/** Where in a list somebody looks. */
interface Window {
  /** Position in `SIZES`. */
  readonly step: number;
  readonly after: string | null;
}

const BEGINNING: Window = { step: 0, after: null };

/** What a list is asked with. */
export interface ListingQuestion<Data, Node, Variables extends object> {
  readonly query: TypedDocumentNode<Data, Variables & { first: number; after?: string | null }>;
  /** Filter and order. */
  readonly variables: Variables;
  readonly select: (data: Data) => Page<Node>;
  readonly version: number;
}

/**
 * The part of a list somebody looks at, asked for anew when `version` grows.
 * @param query takes `$first: Int!` and `$after: String`; @param select finds the connection in the answer.
 */
export function useListing<Data, Node, Variables extends object>({
  query,
  variables,
  select,
  version,
}: ListingQuestion<Data, Node, Variables>): Listing<Data, Node> {
  const [window, go] = useWindow(JSON.stringify(variables));
  const request = { query, variables: { ...variables, first: SIZES[window.step] ?? SIZES[0], after: window.after } };
  const [{ data, fetching, error, operation }, execute] = useFollowingQuery(request, version);
  const page = data && select(data);
  return {
    data,
    ...contentOf(page),
    loading: !page && (fetching || !error),
    failed: !fetching && error !== undefined,
    outdated: fetching && isOther(operation?.variables ?? variables, variables),
    ...waysOn({ window, behind: behindOf(page), go }),
    reload: () => execute({ requestPolicy: 'network-only' }),
  };
}

/** Where in the list somebody looks; another filter or order begins at the beginning. */
function useWindow(list: string): [window: Window, go: (next: Window) => void] {
  const [place, setPlace] = useState({ list, window: BEGINNING });
  return [place.list === list ? place.window : BEGINNING, (next) => setPlace({ list, window: next })];
}

function contentOf<Node>(page: Page<Node> | undefined): Pick<Listing<unknown, Node>, 'nodes' | 'total'> {
  return page ? { nodes: page.nodes, total: page.totalCount } : { nodes: [], total: null };
}

/** Cursor of what lies behind a page, or null at the end. */
function behindOf(page: Page<unknown> | undefined): string | null {
  return page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
}

/** @param behind cursor of what lies behind what is shown, or null at the end. */
function waysOn({
  window,
  behind,
  go,
}: {
  readonly window: Window;
  readonly behind: string | null;
  readonly go: (next: Window) => void;
}): Pick<Listing<unknown, unknown>, 'more' | 'next' | 'start'> {
  const mayGrow = window.step < SIZES.length - 1;
  return {
    more: behind !== null && mayGrow ? () => go({ ...window, step: window.step + 1 }) : null,
    next: behind !== null && !mayGrow ? () => go({ ...BEGINNING, after: behind }) : null,
    start: window.after === null ? null : () => go(BEGINNING),
  };
}

function isOther(answered: object, wanted: object): boolean {
  return Object.entries(wanted).some(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify((answered as Record<string, unknown>)[name]),
  );
}
