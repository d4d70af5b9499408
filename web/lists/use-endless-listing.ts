import { useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { useThrottled } from '../live/use-throttled.ts';
import { chainOf, type FurtherPage, type PageChain } from './further-pages.ts';
import { MOST_AT_ONCE, useListing, type Listing, type ListingQuestion } from './use-listing.ts';

/** How many pages behind the first are wanted, and those that came, of one filter and order. */
interface Further<Node> {
  readonly of: string;
  readonly count: number;
  readonly pages: ReadonlyMap<string, FurtherPage<Node>>;
}

// Each further page is one more question when the list is asked for anew, which then happens the less often, in milliseconds.
const PAUSE_MS = 4_000;

/**
 * A listing that goes on below what the API answers at once, page by page, for lists that draw only the rows in sight.
 * Of its elements it says what the cache says; who belongs to it is asked anew the less often the more pages there are.
 */
export function useEndlessListing<Data, Node extends { readonly id: string }, Variables extends object>(
  question: ListingQuestion<Data, Node, Variables>,
): Listing<Data, Node> {
  const listing = useListing(question);
  const of = JSON.stringify(question.variables);
  const [kept, setFurther] = useState<Further<Node>>({ of, count: 0, pages: new Map() });
  const { count, pages } = kept.of === of ? kept : NOTHING;
  const { data, next } = listing;
  const first = useMemo(() => (data ? question.select(data) : EMPTY), [data, question.select]);
  const chain = useMemo(() => chainOf<Node>(first, pages, next ? count : 0), [first, pages, count, next]);
  usePages(question, chain.cursors, (after, page) =>
    setFurther((before) => {
      const known = before.of === of ? before : { ...NOTHING, of };
      return { ...known, pages: new Map(known.pages).set(after, page) };
    }),
  );
  const more = chain.isWhole && chain.behind !== null ? () => setFurther({ of, count: count + 1, pages }) : null;
  return { ...listing, nodes: useLastWhole(of, chain), more: next ? more : listing.more, next: null };
}

const NOTHING = { count: 0, pages: new Map<string, never>() } as const;
const EMPTY: FurtherPage<never> = { nodes: [], pageInfo: { hasNextPage: false } };

/** Asks for pages, and tells of each as it is now and whenever the cache learns something of it. */
function usePages<Data, Node, Variables extends object>(
  { query, variables, select, version }: ListingQuestion<Data, Node, Variables>,
  cursors: readonly string[],
  onPage: (after: string, page: FurtherPage<Node>) => void,
): void {
  const client = useClient();
  const latest = useRef({ variables, select, onPage });
  useEffect(() => {
    latest.current = { variables, select, onPage };
  });
  const wanted = JSON.stringify([variables, cursors]);
  useEffect(() => {
    const { variables } = latest.current;
    const followed = cursors.map((after) =>
      client
        .query(query, { ...variables, first: MOST_AT_ONCE, after }, { requestPolicy: 'cache-first' })
        .subscribe(({ data }) => data && latest.current.onPage(after, latest.current.select(data))),
    );
    return () => {
      for (const one of followed) one.unsubscribe();
    };
    // What is wanted stands for the cursors and the variables.
  }, [client, query, wanted]);

  const due = useThrottled(version, PAUSE_MS * (cursors.length + 1));
  const asked = useRef(due);
  useEffect(() => {
    if (asked.current === due) return;
    asked.current = due;
    for (const after of cursors) {
      const all = { ...latest.current.variables, first: MOST_AT_ONCE, after };
      void client.query(query, all, { requestPolicy: 'network-only' }).toPromise();
    }
  }, [client, query, cursors, due]);
}

/** The nodes of the last chain that was whole: a page whose cursor changed is on its way, and the list does not shrink. */
function useLastWhole<Node>(of: string, { nodes, isWhole }: PageChain<Node>): readonly Node[] {
  const last = useRef({ of, nodes });
  const shown =
    isWhole || last.current.of !== of || last.current.nodes.length < nodes.length ? nodes : last.current.nodes;
  useEffect(() => {
    last.current = { of, nodes: shown };
  });
  return shown;
}
