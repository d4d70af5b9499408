import { createClient, fetchExchange, makeOperation, mapExchange, subscriptionExchange, type Client } from '@urql/core';
import { createCache } from './cache.ts';
import { CSRF_HEADERS } from './csrf.ts';
import { fetchAnew } from './fetch-anew.ts';
import { fetchWithin } from './fetch-within.ts';
import { nameDocument } from './named-document.ts';
import { NetworkReturns } from './network-returns.ts';
import type { SubscriptionRequest, ResumingSink } from './resuming-subscription.ts';

/** How subscriptions reach the server: `subscribeResuming` bound to a socket. */
export type Subscribe = <Data extends Record<string, unknown>>(
  request: SubscriptionRequest,
  sink: ResumingSink<Data>,
) => () => void;

/** How long the answer may take; what somebody sends may be a picture over a slow line. */
const LIMITS_MS = { query: 30_000, mutation: 120_000 };

/** The GraphQL client of the pages: normalised cache, HTTP for questions, one WebSocket for what goes on changing. */
export function createGraphqlClient({
  url,
  subscribe,
  onSignedOut,
  returns = new NetworkReturns(),
  limitsMs = LIMITS_MS,
  patienceMs,
}: {
  /** Address of the GraphQL endpoint; a browser asks its own host. */
  url: string;
  subscribe: Subscribe;
  onSignedOut: () => void;
  /** Knows when the network came back; what was asked before is then asked anew, what was sent is not. */
  returns?: NetworkReturns;
  /** Until when an answer must have come, in milliseconds. */
  limitsMs?: Readonly<Record<'query' | 'mutation', number>>;
  /** How long questions wait before they are asked anew, see `fetchAnew`. */
  patienceMs?: readonly number[];
}): Client {
  const fetches = {
    query: fetchAnew(fetchWithin(limitsMs.query), returns, patienceMs),
    mutation: fetchWithin(limitsMs.mutation),
  };
  return createClient({
    url,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { headers: { ...CSRF_HEADERS } },
    exchanges: [
      mapExchange({
        onError(error) {
          const ended = error.graphQLErrors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED');
          if (ended) onSignedOut();
        },
      }),
      createCache(),
      mapExchange({
        onOperation(operation) {
          if (operation.kind === 'teardown') return operation;
          const fetch = operation.kind === 'subscription' ? undefined : fetches[operation.kind];
          const named = makeOperation(operation.kind, operation, { ...operation.context, ...(fetch && { fetch }) });
          // urql leaves the text out of a request with this extension.
          named.extensions = { ...operation.extensions, ...nameDocument(operation.query).extensions };
          return named;
        },
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ variables }, { query }) => ({
          subscribe: (sink) => ({
            unsubscribe: subscribe(
              { ...nameDocument(query), variables: variables ?? {} },
              {
                next: ({ data = null, errors }) => sink.next({ data, ...(errors && { errors }) }),
                refused: (codes) => sink.error(new Error(codes.join(', '))),
              },
            ),
          }),
        }),
      }),
    ],
  });
}
