import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient, fetchExchange, gql, type Client } from '@urql/core';
import { createCache } from './cache.ts';

const PAGE = `nodes { __typename id } pageInfo { __typename hasNextPage endCursor }`;
const GROWING = gql(
  `query Growing($first: Int!) { people(first: $first, orderBy: { field: NAME }) { __typename ${PAGE} } }`,
);
const PAGED = gql(`query Paged($after: String) { people(first: 2, after: $after) { __typename ${PAGE} } }`);

test('a list that grows by asking for more at once shows what the newest answer holds, and nobody who left', async () => {
  const answers = [['anna', 'boris'], ['boris'], ['boris', 'clara']];
  const client = clientOf(() => answers.shift() ?? []);
  assert.deepEqual(await idsOf(client, GROWING, { first: 50 }), ['anna', 'boris']);
  assert.deepEqual(await idsOf(client, GROWING, { first: 50 }), ['boris']);
  assert.deepEqual(await idsOf(client, GROWING, { first: 100 }), ['boris', 'clara']);
  assert.deepEqual(await idsOf(client, GROWING, { first: 50 }), []);
});

test('the pages of a list that is read to its end are joined', async () => {
  const client = clientOf(({ after }) => (after ? ['clara'] : ['anna', 'boris']));
  assert.deepEqual(await idsOf(client, PAGED, { after: null }), ['anna', 'boris']);
  assert.deepEqual(await idsOf(client, PAGED, { after: 'boris' }), ['anna', 'boris', 'clara']);
});

/** A client whose server answers with these people. */
function clientOf(people: (variables: { after?: string | null }) => readonly string[]): Client {
  const fetch = async (url: RequestInfo | URL, init?: RequestInit) => {
    const { variables } = (await new Request(url, init).json()) as { variables: { after?: string | null } };
    const nodes = people(variables).map((id) => ({ __typename: 'Person', id }));
    const pageInfo = { __typename: 'PageInfo', hasNextPage: true, endCursor: nodes.at(-1)?.id ?? null };
    const data = { people: { __typename: 'PersonConnection', nodes, pageInfo } };
    return new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/json' } });
  };
  return createClient({
    url: 'http://localhost/graphql',
    preferGetMethod: false,
    exchanges: [createCache(), fetchExchange],
    fetch,
  });
}

async function idsOf(client: Client, query: typeof GROWING, variables: object): Promise<string[]> {
  const { data, error } = await client.query<{ people: { nodes: { id: string }[] } }>(query, variables, {
    requestPolicy: 'network-only',
  });
  assert.equal(error, undefined);
  return data?.people.nodes.map(({ id }) => id) ?? [];
}
