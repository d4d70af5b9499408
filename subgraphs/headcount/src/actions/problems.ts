import { userError, type UserError } from '@trekker/kit';

/** What can be wrong with the things an input names. */
export const problems = {
  unknown: (field: string, what: string, id: string): UserError =>
    userError(field, 'NOT_FOUND', `${what} ${JSON.stringify(id)} does not exist`),
  invalid: (field: string, message: string): UserError => userError(field, 'INVALID', message),
  badCode: (): UserError => userError('token', 'CODE_INVALID', 'is no code of this organisation'),
  revokedCode: (revokedAt: number): UserError =>
    userError('token', 'CODE_REVOKED', `was taken back at ${new Date(revokedAt).toISOString()}`),
  oldCode: (expiresAt: number): UserError =>
    userError('token', 'CODE_EXPIRED', `worked until ${new Date(expiresAt).toISOString()}`),
};
