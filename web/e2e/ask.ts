import type { Page } from '@playwright/test';

/** Asks by the page itself: its session's cookie reaches no other client. Fails with what the API refused. */
export async function ask<Data>(page: Page, query: string, variables: object): Promise<Data> {
  return page.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json', 'x-trekker-csrf': '1' };
      const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(body) });
      const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
      if (!data || errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    { query, variables },
  );
}
