export { startApart, type ApartInstallation } from './apart/installation.ts';
export { stackOptions, type StackConfig } from './config.ts';
export type { DemoLogins } from './demo/logins.ts';
export { embeddedPostgres } from './postgres/supervisor.ts';
export type { Addresses, Progress } from './front.ts';
export { startStack, type Stack } from './stack.ts';
export { subgraphMigrations, type Subgraphs } from './subgraphs.ts';
