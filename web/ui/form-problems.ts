/** A problem the API found with an input. */
export interface InputError {
  readonly field: readonly string[];
  readonly code: string;
  readonly message: string;
}

/** A problem with its place in a form. */
export interface FormProblem<Field extends string, Text extends string> {
  /** The field it belongs to, or null for the whole form. */
  readonly field: Field | null;
  /** Which sentence says it: one of the form's own, `INVALID` for any other of the API, `OTHER` when it said nothing. */
  readonly text: Text | 'INVALID' | 'OTHER';
  /** The API's own words, for sentences that quote them. */
  readonly message: string;
}

/**
 * The API's problems by field. Without any, as when nothing was answered, there is one about the whole form.
 * @param form names of its fields as the input calls them, and codes for which it has a sentence.
 */
export function sortProblems<Field extends string, Text extends string>(
  errors: readonly InputError[],
  form: { readonly fields: readonly Field[]; readonly texts: readonly Text[] },
): FormProblem<Field, Text>[] {
  if (!errors.length) return [{ field: null, text: 'OTHER', message: '' }];
  return errors.map(({ field, code, message }) => ({
    field: form.fields.find((known) => known === field.at(-1)) ?? null,
    text: form.texts.find((known) => known === code) ?? 'INVALID',
    message,
  }));
}
