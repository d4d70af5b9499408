import { textOf } from '../../ui/form-text.ts';
import type { AddTrackerInput } from '../../__generated__/graphql.ts';

/** Value of the carrier field that means a person who is not in the list yet. */
export const NEW_PERSON = 'new';

/** The input of the mutation as the form holds it. */
export function readTrackerForm(form: FormData): AddTrackerInput {
  const value = (name: string) => textOf(form, name).trim();
  const carrier = value('carrier');
  return {
    name: value('name'),
    identifier: value('identifier'),
    ...(carrier === NEW_PERSON && { newPersonName: value('newPersonName') }),
    ...carrierKeyOf(carrier),
  };
}

/** Who or what `person:<id>` or `asset:<id>` names, as the mutation calls it; null for anything else. */
export function carrierKeyOf(key: string): { personId?: string; assetId?: string } | null {
  const [, kind, id] = /^(person|asset):(.+)$/.exec(key) ?? [];
  if (!id) return null;
  return kind === 'person' ? { personId: id } : { assetId: id };
}

/** What the device of a new tracker calls itself, where `identifier:<text>` says it; null for anything else. */
export function identifierIn(key: string): string | null {
  return /^identifier:(\S{1,64})$/.exec(key)?.[1] ?? null;
}
