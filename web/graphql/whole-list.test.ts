import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Client } from '@urql/core';
import { wholeList } from './whole-list.ts';

interface Answer {
  readonly units: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

// Nothing reads it here.
const QUERY = {} as TypedDocumentNode<Answer, { after?: string | null }>;

/** A client that answers by cursor, and nothing else. */
function clientOf(answers: Readonly<Record<string, Answer>>): Pick<Client, 'query'> {
  const query = (_query: unknown, { after }: { after: string | null }) => ({
    toPromise: () => Promise.resolve({ data: answers[after ?? 'first'] }),
  });
  return { query } as unknown as Pick<Client, 'query'>;
}

const page = (ids: readonly string[], endCursor: string | null): Answer => ({
  units: { nodes: ids.map((id) => ({ id })), pageInfo: { hasNextPage: endCursor !== null, endCursor } },
});

test('every page is asked for, and what two of them hold counts once', async () => {
  const client = clientOf({ first: page(['a', 'b'], 'b'), b: page(['a', 'b', 'c'], null) });
  const nodes = await wholeList(client, QUERY, ({ units }) => units);
  assert.deepEqual(
    nodes?.map(({ id }) => id),
    ['a', 'b', 'c'],
  );
});

test('part of a list is none', async () => {
  const client = clientOf({ first: page(['a'], 'a') });
  assert.equal(await wholeList(client, QUERY, ({ units }) => units), null);
});
