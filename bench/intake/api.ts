/** What signs in. */
export interface Login {
  readonly tenant: string;
  readonly name: string;
  readonly password: string;
}

/** Runs GraphQL operations of one user, who reads what they wrote. Fails with the first error of an answer. */
export type Run = <T>(query: string, variables?: object) => Promise<T>;

/** Signs in at an address of GraphQL. */
export async function signedIn(url: string, login: Login): Promise<Run> {
  const query = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { session { accessToken { token } } } }`;
  const anonymous = runner(url, null);
  const { signIn } = await anonymous<{ signIn: { session: { accessToken: { token: string } } } }>(query, {
    input: login,
  });
  return runner(url, signIn.session.accessToken.token);
}

function runner(url: string, token: string | null): Run {
  let wrote: string | null = null;
  return async <T>(query: string, variables: object = {}) => {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    if (wrote !== null) headers['x-trekker-read-after'] = wrote;
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    wrote = response.headers.get('x-trekker-wrote') ?? wrote;
    const { data, errors } = (await response.json()) as { data?: T; errors?: readonly { message: string }[] };
    if (errors?.[0] || !data) throw new Error(errors?.[0]?.message ?? `${url} answered ${response.status}`);
    return data;
  };
}
