/** A problem the API found with an input. */
export interface InputError {
  readonly field: readonly string[];
  readonly code: string;
  readonly message: string;
  /** The values behind the message. */
  readonly params?: readonly { readonly name: string; readonly value: string }[];
}

/** A value behind a message; empty where it was not given. */
export function paramOf({ params = [] }: InputError, wanted: string): string {
  return params.find(({ name }) => name === wanted)?.value ?? '';
}

/** A problem with its place in a form. */
export interface FormProblem<Field extends string, Text extends string> {
  /** The field it belongs to, or null for the whole form. */
  readonly field: Field | null;
  /** Which sentence says it: one of the form's own, `REFUSED` for any other of the API, `OTHER` when it said nothing. */
  readonly text: Text | 'REFUSED' | 'OTHER';
  /** What the API found; null when it said nothing. */
  readonly error: InputError | null;
}

/**
 * The API's problems by field. Without any, as when nothing was answered, there is one about the whole form.
 * @param form names of its fields as the input calls them, and codes for which it has a sentence.
 */
export function sortProblems<Field extends string, Text extends string>(
  errors: readonly InputError[],
  form: { readonly fields: readonly Field[]; readonly texts: readonly Text[] },
): FormProblem<Field, Text>[] {
  if (!errors.length) return [{ field: null, text: 'OTHER', error: null }];
  return errors.map((error) => ({
    field: form.fields.find((known) => known === error.field.at(-1)) ?? null,
    text: form.texts.find((known) => known === error.code) ?? 'REFUSED',
    error,
  }));
}
