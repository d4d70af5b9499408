import type { Page } from '@playwright/test';
import { SECURE_COOKIE } from '../server/session-cookie.ts';
import { askAs } from './ask.ts';
import { e2eSettings } from './config.ts';

/**
 * Opens a session at the API and gives it to the browser, as the sign-in form has it done. That form costs two pages more
 * and has a journey of its own.
 */
export async function signIn(page: Page): Promise<void> {
  const { url, tenant, name, password } = e2eSettings();
  const { signIn: signedIn } = await askAs<SignedIn>(null, SIGN_IN, { input: { tenant, name, password } });
  if (!signedIn.session) throw new Error(`nobody was signed in: ${JSON.stringify(signedIn.userErrors)}`);
  const cookie = {
    name: SECURE_COOKIE,
    value: signedIn.session.sessionToken,
    url: `https://${new URL(url).hostname}/`,
  };
  await page.context().addCookies([{ ...cookie, httpOnly: true, sameSite: 'Lax', secure: true }]);
}

interface SignedIn {
  readonly signIn: {
    readonly session: { readonly sessionToken: string } | null;
    readonly userErrors: readonly { readonly code: string }[];
  };
}

const SIGN_IN = `mutation($input: SignInInput!) { signIn(input: $input) { session { sessionToken } userErrors { code } } }`;
