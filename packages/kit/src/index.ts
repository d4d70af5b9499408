export * from './clock.ts';
export * from './config/options.ts';
export * from './config/read.ts';
export * from './errors.ts';
export * from './logger.ts';
export * from './service.ts';
export * from './subgraph/executor.ts';
export * from './viewer.ts';
