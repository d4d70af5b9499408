// What tests of other workspaces may use: headcounts and the states of a muster without a database, and the rules of these
// told once more.
export { headcountAt } from '../src/domain/headcount.ts';
export type { PersonVisit } from '../src/domain/person-visit.ts';
export { staysOf } from '../src/domain/stay.ts';
export { believedAt } from '../src/domain/muster/as-known.ts';
export { createBoard, updateBoard, type Attributes, type Board } from '../src/domain/muster/board.ts';
export type { ExpectedPerson, MusterMark, PersonFacts, VisitRevision } from '../src/domain/muster/facts.ts';
export type { MusterSession } from '../src/domain/muster/session.ts';
export { isListed, stepThrough } from './muster-oracle.ts';
