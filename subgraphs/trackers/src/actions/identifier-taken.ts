import { userError, type UserError } from '@trekker/kit';

/** The answer to an identifier that another tracker of the tenant has. */
export function identifierTaken(field: string, identifier: string): UserError {
  return userError(field, 'IDENTIFIER_TAKEN', `another tracker reports as ${JSON.stringify(identifier)}`);
}
