import { createClient, fetchExchange, mapExchange, subscriptionExchange, type Client } from '@urql/core';
import { createCache } from './cache.ts';
import { CSRF_HEADERS } from './csrf.ts';
import type { SubscriptionRequest, ResumingSink } from './resuming-subscription.ts';

/** How subscriptions reach the server: `subscribeResuming` bound to a socket. */
export type Subscribe = <Data extends Record<string, unknown>>(
  request: SubscriptionRequest,
  sink: ResumingSink<Data>,
) => () => void;

/** The GraphQL client of the pages: normalised cache, HTTP for questions, one WebSocket for what goes on changing. */
export function createGraphqlClient({
  url,
  subscribe,
  onSignedOut,
}: {
  /** Address of the GraphQL endpoint; a browser asks its own host. */
  url: string;
  subscribe: Subscribe;
  onSignedOut: () => void;
}): Client {
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
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: subscribe(
              { query, variables: variables ?? {} },
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
