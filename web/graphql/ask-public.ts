import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { CSRF_HEADERS } from './csrf.ts';
import { nameDocument } from './named-document.ts';

/** What came back of a question. */
export interface PublicAnswer<Data> {
  /** The answer when it is whole, else null. */
  readonly data: Data | null;
  /** Code of the first error, for example RATE_LIMITED; null when there is none or nothing was answered. */
  readonly code: string | null;
}

/** Asks from a page where nobody is signed in. Never throws. */
export async function askPublic<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<PublicAnswer<Data>> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { ...CSRF_HEADERS, 'content-type': 'application/json' },
      body: JSON.stringify({ ...nameDocument(document), variables }),
    });
    const { data, errors } = (await response.json()) as Body<Data>;
    // Where a field may be null, null beside an error is no answer.
    return { data: errors?.length ? null : (data ?? null), code: errors?.[0]?.extensions?.code ?? null };
  } catch {
    return { data: null, code: null };
  }
}

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}
