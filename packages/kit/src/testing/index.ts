export * from './isolation.ts';
export * from './manual-clock.ts';
export * from './node-environment.ts';
export * from './test-database.ts';
export * from './viewer.ts';
export * from './own-redis.ts';
