const FIELDS = ['name', 'identifier', 'personId', 'newPersonName'] as const;
const TEXTS = ['IDENTIFIER_TAKEN', 'NAME_TAKEN', 'PERSON_NOT_FOUND'] as const;

/** A problem with its place in the form. */
export interface FormProblem {
  /** The field it belongs to, or null for the whole form. */
  readonly field: (typeof FIELDS)[number] | null;
  /** Which sentence says it. */
  readonly text: (typeof TEXTS)[number] | 'INVALID' | 'OTHER';
  /** The API's own words, for sentences that quote them. */
  readonly message: string;
}

/** The API's problems by field. Without any, as when nothing was answered, there is one about the whole form. */
export function sortProblems(
  errors: readonly { readonly field: readonly string[]; readonly code: string; readonly message: string }[],
): FormProblem[] {
  if (!errors.length) return [{ field: null, text: 'OTHER', message: '' }];
  return errors.map(({ field, code, message }) => ({
    field: FIELDS.find((known) => known === field.at(-1)) ?? null,
    text: TEXTS.find((known) => known === code) ?? 'INVALID',
    message,
  }));
}
