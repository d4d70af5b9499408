import { safeParse, type BaseIssue, type GenericSchema } from 'valibot';

import { brokenRule, type BrokenRule } from './input-rule.ts';
import type { UserErrorCode } from './user-error-code.ts';

/** A problem with the input of a mutation that its user can mend. */
export interface UserError {
  /** Path of the input field, for example `['input', 'name']`. */
  readonly field: string[];
  readonly code: UserErrorCode;
  readonly message: string;
  readonly params: { name: string; value: string }[];
}

/** Makes a userError for a field of `input`. */
export function userError(field: string, code: UserErrorCode, message: string): UserError {
  return { field: field ? ['input', ...field.split('.')] : [], code, message, params: [] };
}

/** The values behind the message of a userError, for sentences in other languages; null: there is none. */
export type UserErrorValues = Readonly<Record<string, string | number | null | undefined>>;

/** A userError with the values behind its message. */
export function withParams(problem: UserError, values: UserErrorValues): UserError {
  const params = Object.entries(values).flatMap(([name, value]) =>
    value == null ? [] : { name, value: String(value) },
  );
  return { ...problem, params: [...problem.params, ...params] };
}

/** Makes a userError for a field that breaks a rule; a limit is a number, or an instant as ISO 8601. */
export function ruleBroken(field: string, { rule, limit }: BrokenRule, message: string): UserError {
  return withParams(userError(field, 'INVALID', message), { rule, limit });
}

/** Input that was parsed, or what is wrong with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly userErrors: UserError[] };

/** Checks the input of a mutation against a schema; each problem names its field, the expectation and the value. */
export function parseInput<T>(schema: GenericSchema<unknown, T>, input: unknown): Parsed<T> {
  const result = safeParse(schema, input);
  if (result.success) return { ok: true, value: result.output };
  return { ok: false, userErrors: result.issues.map(userErrorOf) };
}

function userErrorOf(issue: BaseIssue<unknown>): UserError {
  const field = ['input', ...(issue.path ?? []).map((step) => String(step.key))];
  const problem: UserError = { field, code: 'INVALID', message: issue.message, params: [] };
  const { rule = null, limit = null } = brokenRule(issue) ?? {};
  return withParams(problem, { rule, limit, expected: issue.expected ?? issue.type, received: issue.received });
}
