import { safeParse, type GenericSchema } from 'valibot';

/** A problem with the input of a mutation that its user can mend. */
export interface UserError {
  /** Path of the input field, for example `['input', 'name']`. */
  readonly field: string[];
  readonly code: string;
  readonly message: string;
  readonly params: { name: string; value: string }[];
}

/** Makes a userError for a field of `input`. */
export function userError(field: string, code: string, message: string): UserError {
  return { field: field ? ['input', ...field.split('.')] : [], code, message, params: [] };
}

/** Input that was parsed, or what is wrong with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly userErrors: UserError[] };

/** Checks the input of a mutation against a schema; each problem names its field, the expectation and the value. */
export function parseInput<T>(schema: GenericSchema<unknown, T>, input: unknown): Parsed<T> {
  const result = safeParse(schema, input);
  if (result.success) return { ok: true, value: result.output };
  return {
    ok: false,
    userErrors: result.issues.map((issue) => ({
      field: ['input', ...(issue.path ?? []).map((step) => String(step.key))],
      code: 'INVALID',
      message: issue.message,
      params: [
        { name: 'expected', value: issue.expected ?? issue.type },
        { name: 'received', value: issue.received },
      ],
    })),
  };
}
