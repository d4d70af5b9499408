import { userError, type UserError } from '@trekker/kit';

/** A sibling of the place has the name already. */
export function nameTaken(name: string): UserError {
  return userError('name', 'NAME_TAKEN', `a sibling is called ${JSON.stringify(name)} already`);
}
