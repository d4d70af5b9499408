export * from './access-token.ts';
export * from './alone.ts';
export * from './clock.ts';
export { aloneOptions, processSettings } from './config.ts';
export * from './config/options.ts';
export * from './config/read.ts';
export * from './database/address.ts';
export {
  openDatabase,
  type Committed,
  type ConsumerTx,
  type Database,
  type DatabaseOptions,
  type Session,
} from './database/database.ts';
export * from './database/columns.ts';
export * from './database/copy-binary.ts';
export * from './database/copy-into.ts';
export { assertDurable, DurabilityError, durabilityProblems } from './database/durability.ts';
export * from './database/load.ts';
export * from './database/migrate.ts';
export * from './database/tenant-access.ts';
export type { Tx, TxSql } from './database/transaction.ts';
export * from './directory/directory.ts';
export * from './errors.ts';
export type { Behind, LockedHead } from './event-log/append.ts';
export * from './event-log/checkpoint.ts';
export * from './event-log/cursor.ts';
export * from './event-log/entry.ts';
export * from './event-log/follow.ts';
export { LANES } from './event-log/lane-locks.ts';
export * from './event-log/leases.ts';
export * from './event-log/projection.ts';
export * from './event-log/read.ts';
export { EMPTY_ENTRY, fillGaps, noteWhole, putBack, recalledHeads, type PutBack } from './event-log/recall.ts';
export * from './event-log/redact.ts';
export * from './event-log/runner.ts';
export * from './event-log/runner-dependencies.ts';
export * from './event-log/tail.ts';
export * from './event-log/topic.ts';
export { lockTrim, trimTopic, type Trimmed } from './event-log/trim.ts';
export * from './event-log/turns.ts';
export * from './ids.ts';
export * from './internal-token.ts';
export * from './jobs/job-runner.ts';
export * from './jobs/jobs.ts';
export * from './live/membership.ts';
export * from './live/read-head.ts';
export { type RoomListener, type RoomRead, type RoomSource } from './live/room.ts';
export * from './live/tenant-feed.ts';
export * from './live/tick.ts';
export * from './logger.ts';
export * from './measures.ts';
export { allowedTargets, type AllowedTargets } from './outbound/allowed-targets.ts';
export * from './outbound/request-target.ts';
export * from './outbound/resolve-target.ts';
export { parseTargetUrl, type TargetUrl } from './outbound/target-url.ts';
export * from './placement.ts';
export * from './pubsub/open-pubsub.ts';
export * from './pubsub/pubsub.ts';
export * from './pubsub/redis-pubsub.ts';
export * from './process.ts';
export * from './replica/replica.ts';
export * from './revocations.ts';
export * from './secret.ts';
export * from './serve/serve-subgraph.ts';
export * from './service.ts';
export * from './subgraph/date-time.ts';
export * from './subgraph/executor.ts';
export * from './subgraph/idempotency-key.ts';
export * from './subgraph/inputs.ts';
export * from './subgraph/page.ts';
export * from './subgraph/recently-used.ts';
export * from './subgraph/stream.ts';
export * from './subgraph/subgraph.ts';
export * from './subgraph/user-error.ts';
export { inTurns } from './turns/in-turns.ts';
export * from './turns/parse-json.ts';
export * from './viewer.ts';
