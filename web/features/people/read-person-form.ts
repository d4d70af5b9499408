import type { PersonKind } from '../../__generated__/graphql.ts';
import { textOf } from '../../ui/form-text.ts';
import { PERSON_KINDS } from './people-address.ts';

/** What the form says of a person. */
export interface PersonInput {
  readonly name: string;
  readonly kind: PersonKind;
  readonly trade: string | null;
  readonly unitId: string | null;
}

/** A person as the form holds it; what was left empty is not known. */
export function readPersonForm(form: FormData): PersonInput {
  const value = (name: string) => textOf(form, name).trim();
  return {
    name: value('name'),
    kind: PERSON_KINDS.find((kind) => kind === value('kind')) ?? 'EMPLOYEE',
    trade: value('trade') || null,
    unitId: value('unitId') || null,
  };
}
