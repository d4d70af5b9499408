import type { Page } from '@playwright/test';
import { CSRF_HEADERS } from '../graphql/csrf.ts';
import { SECURE_COOKIE } from '../server/session-cookie.ts';
import { e2eSettings } from './config.ts';

/** Asks the API as who is signed in on the page, whatever it shows. Fails with what the API refused. */
export async function ask<Data>(page: Page, query: string, variables: object): Promise<Data> {
  const session = (await page.context().cookies()).find(({ name }) => name === SECURE_COOKIE);
  return askAs<Data>(session?.value ?? null, query, variables);
}

/** Asks the API as the owner of a session, or as nobody. */
export async function askAs<Data>(sessionToken: string | null, query: string, variables: object): Promise<Data> {
  const response = await fetch(e2eSettings().gatewayUrl, {
    method: 'POST',
    headers: {
      ...CSRF_HEADERS,
      'content-type': 'application/json',
      ...(sessionToken && { cookie: `${SECURE_COOKIE}=${sessionToken}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}
