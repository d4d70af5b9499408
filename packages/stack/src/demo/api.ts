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

/** Signs in and reads its own writes from then on. */
export async function signIn(
  graphqlUrl: string,
  { tenant, name, password }: { tenant: string; name: string; password: string },
): Promise<Api> {
  const anonymous = createApi(graphqlUrl, null);
  const { signIn: opened } = await anonymous.run<SignInData>(SIGN_IN, { input: { tenant, name, password } });
  if (!opened.session)
    throw new Error(`sign-in was refused: ${opened.userErrors.map((one) => one.message).join('; ')}`);
  return createApi(graphqlUrl, opened.session.accessToken.token);
}

/** A client that shows an access token, or none, and reads its own writes. */
export function createApi(url: string, token: string | null): Api {
  let wrote: string | null = null;
  return {
    async run<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
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
