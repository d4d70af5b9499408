import type { PersonKind } from '../../__generated__/graphql.ts';
import { textOf } from '../../ui/form-text.ts';

/** What the form says of a limit. */
export interface LimitForm {
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Null: all. */
  readonly kinds: PersonKind[] | null;
  readonly companyId: string | null;
}

export const PERSON_KINDS: readonly PersonKind[] = ['EMPLOYEE', 'CONTRACTOR', 'VISITOR'];

/** A limit as the form holds it; every kind, or none, counts everybody. */
export function readLimitForm(form: FormData): LimitForm {
  const number = (name: string) => (textOf(form, name).trim() === '' ? null : Number(textOf(form, name)));
  const kinds = PERSON_KINDS.filter((kind) => form.getAll('kinds').includes(kind));
  return {
    minimum: number('minimum'),
    maximum: number('maximum'),
    kinds: kinds.length === 0 || kinds.length === PERSON_KINDS.length ? null : kinds,
    companyId: textOf(form, 'unitId') || null,
  };
}
