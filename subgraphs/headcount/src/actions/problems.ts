import { ruleBroken, userError, withParams, type BrokenRule, type UserError } from '@trekker/kit';

/** What can be wrong with the things an input names. */
export const problems = {
  unknown: (field: string, what: string, id: string): UserError =>
    userError(field, 'NOT_FOUND', `${what} ${JSON.stringify(id)} does not exist`),
  broken: (field: string, broken: BrokenRule, message: string): UserError => ruleBroken(field, broken, message),
  badCode: (): UserError => userError('token', 'CODE_INVALID', 'is no code of this organisation'),
  revokedCode: (revokedAt: number): UserError => codeProblem('CODE_REVOKED', 'was taken back at', revokedAt),
  oldCode: (expiresAt: number): UserError => codeProblem('CODE_EXPIRED', 'worked until', expiresAt),
};

function codeProblem(code: 'CODE_REVOKED' | 'CODE_EXPIRED', since: string, instant: number): UserError {
  const at = new Date(instant).toISOString();
  return withParams(userError('token', code, `${since} ${at}`), { at });
}
