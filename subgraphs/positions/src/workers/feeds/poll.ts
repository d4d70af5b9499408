import { receiveAndTell } from '../../actions/receive-messages.ts';
import type { Intake } from '../../actions/take-in.ts';
import type { FeedTurn } from '../../db/feed-turns.ts';
import { TRANSPORTS } from '../../domain/feeds/feed.ts';
import { addTallies, NOTHING_TOLD, unreadable, type FeedTally } from '../../domain/feeds/feed-tally.ts';
import type { ReceivedMessage } from '../../domain/received-message.ts';
import type { MessageOutcome } from '../message-counts.ts';
import type { FeedWays } from './feed-ways.ts';

/** A poll under way: what it tells goes to intake, and is counted. */
export interface Poll {
  readonly turn: FeedTurn;
  /** Fires when the service stops or the turn is lost: nothing more is taken in. */
  readonly signal: AbortSignal;
  /** Unix milliseconds when it began. */
  readonly startedAt: number;
  /**
   * Takes messages in; resolves when all of them are on disk. Fails with UNAVAILABLE when intake can promise nothing now,
   * and when the poll is to end.
   */
  take(messages: readonly ReceivedMessage[]): Promise<void>;
  /** Counts what cannot be given to intake, as it names nobody. */
  leaveOut(count: number): void;
  /** Counts signs of life that say nothing new. */
  hear(count: number): void;
  readonly tally: FeedTally;
}

/** What a poll came to, besides what it told. */
export interface PollResult {
  /** Null: it worked. */
  readonly problem: string | null;
  /** How long the other side asks to be left alone, in milliseconds, or null. */
  readonly wishMs: number | null;
  /** What the answer called its state, or null. */
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Messages that go to intake together. */
const SLICE = 1_000;

/** The stop of a poll in the midst, which says nothing of the other side. */
export class PollStopped extends Error {}

/** Begins a poll. */
export function beginPoll(
  { intake, ways, mostAtOnce }: { intake: Intake; ways: FeedWays; mostAtOnce: number },
  { turn, signal, startedAt }: Pick<Poll, 'turn' | 'signal' | 'startedAt'>,
): Poll {
  let tally = NOTHING_TOLD;
  const transport = TRANSPORTS[turn.kind];
  const slice = Math.min(SLICE, mostAtOnce);
  return {
    turn,
    signal,
    startedAt,
    async take(messages) {
      for (let from = 0; from < messages.length; from += slice) {
        if (signal.aborted) throw new PollStopped('stopped before all of it was taken in');
        const some = messages.slice(from, from + slice);
        const { receipts, outcomes } = await receiveAndTell(intake, turn.tenantId, some);
        tally = addTallies(tally, tallyOf(outcomes));
        await ways.note(
          turn,
          some.filter((_, at) => receipts[at]?.kind === 'accepted'),
        );
      }
    },
    leaveOut(count) {
      tally = addTallies(tally, unreadable(count));
      intake.counts.add(transport, 'unattributed', count);
    },
    hear(count) {
      tally = addTallies(tally, { ...NOTHING_TOLD, received: count, heard: count });
      intake.counts.add(transport, 'heard', count);
    },
    get tally() {
      return tally;
    },
  };
}

function tallyOf(outcomes: readonly MessageOutcome[]): FeedTally {
  const count = (wanted: MessageOutcome) => outcomes.filter((outcome) => outcome === wanted).length;
  const told = {
    stored: count('accepted'),
    duplicates: count('duplicate'),
    heard: count('heard'),
    quarantined: count('quarantined'),
  };
  const { stored, duplicates, heard, quarantined } = told;
  const received = outcomes.length;
  return { ...told, received, rejected: received - stored - duplicates - heard - quarantined };
}
