// What benchmarks and tests of other workspaces use: a history of its own and what is asked of it, the service with its
// listener on a database of its own, and motion recomputed at once.

export { eachPath, eachSection, positionsInBox } from '../src/db/history.ts';
export { DAY_MS, dayOf, startOfDay } from '../src/domain/day.ts';
export { dedupeOf } from '../src/domain/dedupe.ts';
export { openHistory, type TestHistory } from './history-site.ts';
export { createRun } from '../src/domain/motion/run.ts';
export { post, startPositions, type TestPositions } from './positions.ts';
