// What tests of other workspaces may use: the service on a database of its own, stories to tell it, and their truth.
export { at, PLAIN, square, startGeofences, type TestGeofences } from './geofences.ts';
export { oracleHeadcount, type HeadcountState } from './oracle/oracle-headcount.ts';
export type { DeriveAnew } from './oracle/arriving-tracker.ts';
export { createPureYard } from './oracle/pure-yard.ts';
export { aStory, drawStories, truthOfStory } from './oracle/stories.ts';
export { tellYard, type YardStory } from './oracle/yard-run.ts';
