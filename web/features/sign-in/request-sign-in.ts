/** What somebody typed. */
export interface Credentials {
  readonly tenant: string;
  readonly name: string;
  readonly password: string;
}

const PROBLEMS = ['SIGN_IN_REFUSED', 'RATE_LIMITED', 'INVALID_INPUT', 'UNAVAILABLE'] as const;

/** Why somebody is not signed in. */
export type SignInProblem = (typeof PROBLEMS)[number];

/** Opens a session; the browser keeps it in a cookie no script can read. Null means success. */
export async function signIn(credentials: Credentials): Promise<SignInProblem | null> {
  try {
    const response = await fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    });
    if (response.ok) return null;
    const { code } = (await response.json()) as { code?: unknown };
    return PROBLEMS.find((problem) => problem === code) ?? 'UNAVAILABLE';
  } catch {
    return 'UNAVAILABLE';
  }
}
