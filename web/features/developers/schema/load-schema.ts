import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { CSRF_HEADERS } from '../../../graphql/csrf.ts';
import { docsOf, type TypeDocs } from './type-docs.ts';

let loading: Promise<readonly TypeDocs[]> | null = null;

/** Everything the API says of itself, asked once a page load. Fails where it does not answer; then it is asked anew. */
export function loadSchema(): Promise<readonly TypeDocs[]> {
  loading ??= ask().catch((failure: unknown) => {
    loading = null;
    throw failure;
  });
  return loading;
}

async function ask(): Promise<readonly TypeDocs[]> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { ...CSRF_HEADERS, 'content-type': 'application/json' },
    body: JSON.stringify({ query: getIntrospectionQuery({ specifiedByUrl: false }) }),
  });
  const { data } = (await response.json()) as { data?: IntrospectionQuery | null };
  if (!data) throw new Error(`the API did not tell of itself: status ${response.status}`);
  return docsOf(data);
}
