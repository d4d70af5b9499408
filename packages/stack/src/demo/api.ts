/** A client of the installation's own GraphQL API, as any partner would write one. */
export interface Api {
  /** Runs an operation and gives back its data. Fails with the first error of the answer, an {@link ApiError}. */
  run<T>(document: string, variables?: Record<string, unknown>): Promise<T>;
}

/** What an operation failed with. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** A code of the API's closed list, or null where the answer was none of the API. */
  readonly code: string | null;
  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** What somebody signs in with. */
interface Login {
  readonly tenant: string;
  readonly name: string;
  readonly password: string;
}

/** Signs in and reads its own writes from then on; signs in anew whenever the access token has expired. */
export async function signIn(graphqlUrl: string, login: Login): Promise<Api> {
  let token = await accessToken(graphqlUrl, login);
  let renewing: Promise<string> | null = null;
  const api = clientOf(graphqlUrl, () => token);
  /** Many operations may find the same token expired; one of them renews it for all. */
  async function renew(expired: string): Promise<void> {
    if (token !== expired) return;
    renewing ??= accessToken(graphqlUrl, login).finally(() => (renewing = null));
    token = await renewing;
  }
  return {
    async run<T>(query: string, variables?: Record<string, unknown>): Promise<T> {
      const shown = token;
      try {
        return await api.run<T>(query, variables);
      } catch (failure) {
        if (!(failure instanceof ApiError && failure.code === 'TOKEN_EXPIRED')) throw failure;
      }
      // An expired token is refused before anything is done, so mutations are safe to repeat.
      await renew(shown);
      return api.run<T>(query, variables);
    },
  };
}

async function accessToken(graphqlUrl: string, { tenant, name, password }: Login): Promise<string> {
  const anonymous = createApi(graphqlUrl, null);
  const { signIn: opened } = await anonymous.run<SignInData>(SIGN_IN, { input: { tenant, name, password } });
  if (!opened.session)
    throw new Error(`sign-in was refused: ${opened.userErrors.map((one) => one.message).join('; ')}`);
  return opened.session.accessToken.token;
}

/** A client that shows an access token, or none, and reads its own writes. */
export function createApi(url: string, token: string | null): Api {
  return clientOf(url, () => token);
}

function clientOf(url: string, tokenOf: () => string | null): Api {
  let wrote: string | null = null;
  return {
    async run<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
      const token = tokenOf();
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(wrote ? { 'x-trekker-read-after': wrote } : {}),
        },
        body: JSON.stringify({ query, variables }),
      });
      wrote = response.headers.get('x-trekker-wrote') ?? wrote;
      const { data, errors } = (await response.json()) as Answer<T>;
      if (errors?.length || !data) throw errorOf(errors, `${url} answered ${response.status}`);
      return data;
    },
  };
}

function errorOf(errors: Answer<unknown>['errors'], otherwise: string): ApiError {
  return new ApiError(errors?.[0]?.message ?? otherwise, errors?.[0]?.extensions?.code ?? null);
}

const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { session { accessToken { token } } userErrors { message } }
}`;

interface SignInData {
  readonly signIn: {
    readonly session: { readonly accessToken: { readonly token: string } } | null;
    readonly userErrors: readonly { readonly message: string }[];
  };
}
