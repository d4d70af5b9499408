import { userError, type UserError, withParams } from '@trekker/kit';

/** The answer to an identifier that another tracker of the tenant has. */
export function identifierTaken(field: string, identifier: string): UserError {
  const message = `another tracker reports as ${JSON.stringify(identifier)}`;
  return withParams(userError(field, 'IDENTIFIER_TAKEN', message), { identifier });
}
