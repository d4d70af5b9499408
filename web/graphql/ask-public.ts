import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { CSRF_HEADERS } from './csrf.ts';

/** Asks from a page where nobody is signed in; null when there is no usable answer. Never throws. */
export async function askPublic<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data | null> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { ...CSRF_HEADERS, 'content-type': 'application/json' },
      body: JSON.stringify({ query: print(document), variables }),
    });
    const { data } = (await response.json()) as { data?: Data | null };
    return data ?? null;
  } catch {
    return null;
  }
}
