import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { requestContext } from '../server/request-context.ts';
import { SECURE_COOKIE } from '../server/session-cookie.ts';
import { CSRF_HEADERS } from './csrf.ts';
import { nameDocument } from './named-document.ts';

/** What the gateway said: data, the codes of its refusal, or nothing. */
export type GatewayAnswer<Data> =
  | { readonly kind: 'data'; readonly data: Data }
  | { readonly kind: 'refused'; readonly codes: readonly string[] }
  | { readonly kind: 'unavailable' };

const TIMEOUT_MS = 10_000;

/**
 * Asks the gateway from the server, as the owner of `sessionToken` or as nobody. Never throws for what the network or
 * the gateway does; a page shows it instead.
 */
export async function askGateway<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  { variables, sessionToken }: { variables: Variables; sessionToken: string | null },
): Promise<GatewayAnswer<Data>> {
  const { gatewayUrl, clientAddress } = requestContext();
  const headers: Record<string, string> = {
    ...CSRF_HEADERS,
    accept: 'application/json',
    'content-type': 'application/json',
    'x-forwarded-for': clientAddress,
  };
  if (sessionToken) headers['cookie'] = `${SECURE_COOKIE}=${sessionToken}`;
  try {
    const response = await fetch(gatewayUrl, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ...nameDocument(document), variables }),
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return readAnswer<Data>(await response.json());
  } catch {
    return { kind: 'unavailable' };
  }
}

function readAnswer<Data>(body: unknown): GatewayAnswer<Data> {
  if (typeof body !== 'object' || body === null) return { kind: 'unavailable' };
  const { data, errors } = body as { data?: Data | null; errors?: { extensions?: { code?: string } }[] };
  if (errors?.length) return { kind: 'refused', codes: errors.map((error) => error.extensions?.code ?? 'INTERNAL') };
  return data ? { kind: 'data', data } : { kind: 'unavailable' };
}
