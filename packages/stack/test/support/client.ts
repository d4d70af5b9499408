/** What came back over HTTP: status and body as they were. */
export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** A GraphQL answer, read. */
export interface Answer {
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** How long what was written may take to arrive everywhere. */
const PATIENCE_MS = 20_000;

/** One caller of an installation's API, who reads its own writes. */
export interface Client {
  /** The access token, or null for nobody. */
  readonly token: string | null;
  /** Sends an operation and gives back what came, whatever it was. */
  post(document: string, variables?: Readonly<Record<string, unknown>>): Promise<Reply>;
  /** The data of an operation, asked for again where a loaded machine is behind. Fails where the answer holds errors. */
  run(document: string, variables?: Readonly<Record<string, unknown>>): Promise<any>;
  /** The payload of a mutation with one argument `input`. Fails where it holds userErrors. */
  change(field: string, selection: string, input: Readonly<Record<string, unknown>>): Promise<any>;
}

/** @param heard is told the body of every answer. */
export function createClient(
  origin: string,
  token: string | null,
  heard: (text: string, document: string) => void = () => {},
): Client {
  let wrote: string | null = null;

  async function post(document: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Reply> {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(wrote ? { 'x-trekker-read-after': wrote } : {}),
      },
      body: JSON.stringify({ query: document, variables }),
    });
    const text = await response.text();
    wrote = response.headers.get('x-trekker-wrote') ?? wrote;
    heard(text, document);
    return { status: response.status, text };
  }

  async function run(document: string, variables: Readonly<Record<string, unknown>> = {}): Promise<any> {
    for (const end = Date.now() + PATIENCE_MS; ;) {
      const { text, status } = await post(document, variables);
      const { data, errors } = JSON.parse(text) as Answer;
      if (data && !errors) return data;
      const isBehind = errors?.every(({ extensions }) => extensions?.['code'] === 'REPLICA_BEHIND');
      if (!isBehind || Date.now() > end) throw new Error(`${document}\nanswered ${status} ${text.slice(0, 1_000)}`);
    }
  }

  return {
    token,
    post,
    run,
    async change(field, selection, input) {
      const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
      const document = `mutation M($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { code message } } }`;
      const payload = (await run(document, { input }))[field];
      if (payload.userErrors.length) throw new Error(`${field}: ${JSON.stringify(payload.userErrors)}`);
      return payload;
    },
  };
}

/** Who signs in. */
export interface Login {
  readonly tenant: string;
  readonly name: string;
  readonly password: string;
}

/** A client with a session of its own. */
export async function signIn(
  origin: string,
  login: Login,
  heard?: (text: string, document: string) => void,
): Promise<Client & { readonly sessionToken: string; readonly expiresAt: number }> {
  const session = await openSession(origin, login);
  const { token, expiresAt } = session.accessToken;
  return {
    ...createClient(origin, token, heard),
    sessionToken: session.sessionToken,
    expiresAt: Date.parse(expiresAt),
  };
}

/** Many sessions of one account are opened at once here, which is slowed down: waits its turn as the answer says. */
async function openSession(origin: string, login: Login) {
  const wanted = 'session { sessionToken accessToken { token expiresAt } }';
  for (let tries = 1; ; tries += 1) {
    try {
      return (await createClient(origin, null).change('signIn', wanted, { ...login })).session;
    } catch (failure) {
      if (tries === 20 || !String(failure).includes('SIGN_IN_THROTTLED')) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
