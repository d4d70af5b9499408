import type { ConsumerTx } from '../database/database.ts';
import type { Entry, Head } from './entry.ts';

/** What a batch led to. */
export interface Applied {
  /** Unix milliseconds at which this head needs a tick although no entry arrives, or null. */
  readonly nextDeadline: number | null;
}

/** A table that holds nothing but what a projection derives, or of which a part does. */
export interface DerivedTable {
  /** With its schema, for example `positions.latest`. */
  readonly table: string;
  /** Whether rows of a head are told by their column `partition`, or are all rows of the head's tenant. */
  readonly by: 'partition' | 'tenant';
  /** Which rows, as a condition in SQL; absent: all. */
  readonly where?: string;
}

/**
 * Something derived from a topic. `apply` sees the entries of a head in order, each exactly once in what is committed;
 * its writes commit together with the checkpoint. Anything it keeps in memory must follow from what is committed.
 */
export interface Projection {
  /** Unique in the service. */
  readonly name: string;
  /** The one topic it reads, so that one head alone is a total order. */
  readonly topic: string;
  /** Most entries handed over at once. Entries are derived from one by one all the same. */
  readonly batch?: number;
  /**
   * Whether it may stand up to 0.1 s further back while much arrives, so that a transaction is for more: for what many
   * devices report, which nobody waits for as they wait for what they wrote themselves.
   */
  readonly gathers?: boolean;
  /** Derives from the next entries of a head. Set the tenant with `tx.asTenant(entry.subject)` before writing. */
  apply(tx: ConsumerTx, entries: readonly Entry[], head: Head): Promise<Applied | void>;
  /**
   * The same for entries of several heads at once, those of a head in order, where that costs less than one head after the
   * other. Entries of a tenant may be spread over heads. Only for projections without deadlines.
   */
  applyTogether?(tx: ConsumerTx, entries: readonly Entry[]): Promise<void>;
  /** The next deadline of a head, asked when its consumer starts. Absent: the projection has no deadlines. */
  nextDeadline?(tx: ConsumerTx, head: Head): Promise<number | null>;
  /**
   * Deletes what was derived from a head for the current tenant, as a rebuild begins; called for each tenant where all of
   * them share the topic. What `settle` compares with is to be kept aside here.
   */
  reset(tx: ConsumerTx, head: Head): Promise<void>;
  /**
   * Where what is derived lies, by which a rebuild tells how much came out differently. Absent: an operator cannot ask for a
   * rebuild, as the projection acts rather than derives.
   */
  readonly derived?: readonly DerivedTable[];
  /**
   * Whether it can be derived anew of tenants whose older entries are forgotten for good (`log.forgotten`), from what is
   * left; absent: a rebuild leaves what was derived for these as it is.
   */
  readonly outlivesForgetting?: boolean;
  /**
   * Ends the rebuild of a head, in its transaction, with no tenant set: may publish how what is derived now differs from
   * what was derived before. All that `apply` published meanwhile went nowhere.
   */
  settle?(tx: ConsumerTx, head: Head): Promise<void>;
  /** Forgets what is kept in memory for a head: a commit failed, the lane moved elsewhere, or the head is derived anew. */
  forget?(head: Head): void;
}
