// What benchmarks and tests of other workspaces use: a history of its own and what is asked of it, the service with its
// listener on a database of its own, motion recomputed at once, and what appends and derives alone.

export { appendPositions } from '../src/actions/append-positions.ts';
export { appendStaged } from '../src/actions/append-staged.ts';
export { eachPath, eachSection, positionsInBox } from '../src/db/history.ts';
export { placedWithin } from '../src/db/latest-cells.ts';
export { DAY_MS, dayOf, startOfDay } from '../src/domain/day.ts';
export { dedupeOf } from '../src/domain/dedupe.ts';
export type { NewPosition } from '../src/domain/new-position.ts';
export { openHistory, position, type TestHistory } from './history-site.ts';
export { createRun } from '../src/domain/motion/run.ts';
export { post, startPositions, type TestPositions } from './positions.ts';
export { latestProjection } from '../src/workers/latest-projection.ts';
