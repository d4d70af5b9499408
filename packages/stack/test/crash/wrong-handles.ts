import type { ConsumerTx, Database } from '@trekker/kit';

// Handles like the product's own, each with one thing wrong. Whoever works with them runs the product's own statements.

/**
 * Commits without waiting for the disk. Switched within the transaction: a database or server that is set so is refused, as
 * every transaction of the product looks first.
 */
export function hastyCommits(database: Database): Database {
  return {
    ...database,
    withConsumer: (fn) =>
      database.withConsumer(async (tx) => {
        await tx.sql`set local synchronous_commit = off`;
        return fn(tx);
      }),
  };
}

/**
 * Commits what is to be done last, which is where a projection moves its checkpoint, in a transaction of its own; `between`
 * runs before that.
 */
export function lateCheckpoints(database: Database, between: () => Promise<void>): Database {
  return {
    ...database,
    async withConsumer(fn) {
      const late: (() => Promise<void>)[] = [];
      const lent: { tx?: ConsumerTx } = {};
      const result = await database.withConsumer((tx) => {
        lent.tx = changed(tx, { lastly: (statement) => void late.push(statement) });
        return fn(lent.tx);
      });
      if (late.length === 0) return result;
      await between();
      await database.withConsumer(async ({ sql }) => {
        Object.assign(lent.tx ?? {}, { sql });
        for (const statement of late) await statement();
      });
      return result;
    },
  };
}

/** Nothing wrong: only runs `then` when something was derived and neither that nor the checkpoint is committed. */
export function beforeCheckpoint(database: Database, then: () => void): Database {
  return {
    ...database,
    withConsumer: (fn) =>
      database.withConsumer(async (tx) => {
        let isLast = false;
        const lastly: ConsumerTx['lastly'] = (statement) => {
          isLast = true;
          tx.lastly(statement);
        };
        const result = await fn(changed(tx, { lastly }));
        if (isLast) then();
        return result;
      }),
  };
}

/** Nothing wrong: only runs `then` when the offset of what is appended is known, and not committed. */
export function afterOffset(database: Database, then: () => Promise<void>): Database {
  return {
    ...database,
    withConsumer: (fn) =>
      database.withConsumer((tx) =>
        fn(
          changed(tx, {
            async lockHeads(heads) {
              const locked = await tx.lockHeads(heads);
              await then();
              return locked;
            },
            async appendAhead(entries) {
              await tx.appendAhead(entries);
              await then();
            },
          }),
        ),
      ),
  };
}

/** The transaction, with some of it done otherwise. */
export function changed(tx: ConsumerTx, change: Partial<ConsumerTx>): ConsumerTx {
  return Object.assign(Object.create(tx) as ConsumerTx, change);
}
