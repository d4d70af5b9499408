import { userError, type UserError, withParams } from '@trekker/kit';

import { MAX_UNIT_DEPTH } from '../domain/unit.ts';

/** What can be wrong with a place in the tree of units. */
export const unitProblems = {
  unknown: (field: string, unitId: string): UserError =>
    userError(field, 'NOT_FOUND', `unit ${JSON.stringify(unitId)} does not exist`),
  nameTaken: (field: string, name: string): UserError =>
    userError(field, 'NAME_TAKEN', `a sibling is called ${JSON.stringify(name)} already`),
  tooDeep: (field: string): UserError =>
    withParams(userError(field, 'TOO_DEEP', `units nest at most ${MAX_UNIT_DEPTH} deep`), { maximum: MAX_UNIT_DEPTH }),
  cycle: (field: string): UserError =>
    userError(field, 'CYCLE', 'a unit cannot lie under itself or under a unit below it'),
};
