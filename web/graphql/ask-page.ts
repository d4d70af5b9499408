import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { CSRF_HEADERS } from './csrf.ts';
import { nameDocument } from './named-document.ts';

/** Why a question of a page got no whole answer. */
export class AskFailure extends Error {
  /** Codes of the API's refusal; none where nothing was answered. */
  readonly codes: readonly string[];

  constructor(operation: string, codes: readonly string[]) {
    super(`${operation} got no whole answer: ${codes.join(', ') || 'nothing came back'}`);
    this.codes = codes;
  }
}

/**
 * Asks past the cache, for what is too much to be kept there and is looked at once. Fails with an AskFailure, and with
 * an AbortError on `signal`.
 */
export async function askPage<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const named = nameDocument(document);
  const body = await answerOf<Data>({ ...named, variables }, signal);
  const codes = body?.errors?.map(({ extensions }) => extensions?.code ?? 'INTERNAL') ?? [];
  if (!body?.data || codes.length) throw new AskFailure(named.operationName, codes);
  return body.data;
}

async function answerOf<Data>(request: object, signal: AbortSignal | undefined): Promise<Body<Data> | null> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { ...CSRF_HEADERS, 'content-type': 'application/json' },
      body: JSON.stringify(request),
      ...(signal && { signal }),
    });
    return (await response.json()) as Body<Data>;
  } catch (failure) {
    signal?.throwIfAborted();
    if (failure instanceof TypeError || failure instanceof SyntaxError) return null;
    throw failure;
  }
}

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}
