/** The part of a payload that tells why there is nothing else in it. */
export interface Refused {
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

/** The reasons of a refusal in one line. */
export function reasons({ userErrors }: Refused): string {
  return userErrors.map(({ code, message }) => `${code} (${message})`).join('; ');
}

/** A refusal that nobody expected, as an error. */
export function refusal(what: string, refused: Refused): Error {
  return new Error(`${what} was refused: ${reasons(refused)}`);
}
