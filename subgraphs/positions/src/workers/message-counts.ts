import type { Measure } from '@trekker/kit';

/**
 * What became of messages that were received. `accepted` and `duplicate` lie in the history, `heard` was a sign of life,
 * `quarantined` lies in quarantine, `refused` does not, since its tenant or tracker has left too many there.
 * `unattributed` names no device, or one that no tenant has claimed; `empty` has nothing to keep. Of `unavailable`
 * nothing was promised: the device sends it again; a request refused before it is read counts as one.
 */
export const MESSAGE_OUTCOMES = [
  'accepted',
  'duplicate',
  'heard',
  'quarantined',
  'refused',
  'unattributed',
  'empty',
  'unavailable',
] as const;

/** One of them. */
export type MessageOutcome = (typeof MESSAGE_OUTCOMES)[number];

/** Counts every message that was received once, by what became of it. */
export interface MessageCounts {
  /** @param transport the way it came, for example `osmand` or `gt06/tcp`. */
  add(transport: string, outcome: MessageOutcome, count?: number): void;
  readonly measures: readonly Measure[];
}

/** Counts of a process that has received nothing yet. */
export function createMessageCounts(): MessageCounts {
  const counts = new Map<string, Record<MessageOutcome, number>>();
  const read = () =>
    [...counts].flatMap(([transport, byOutcome]) =>
      MESSAGE_OUTCOMES.map((outcome) => ({ labels: { transport, outcome }, value: byOutcome[outcome] })),
    );
  return {
    add(transport, outcome, count = 1) {
      const ofTransport = counts.get(transport) ?? nothing();
      ofTransport[outcome] += count;
      counts.set(transport, ofTransport);
    },
    measures: [
      {
        name: 'trekker_positions_messages_total',
        help: 'Messages of devices by the way they came and by what became of them; together all that were received.',
        kind: 'counter',
        labels: ['transport', 'outcome'],
        read,
      },
    ],
  };
}

function nothing(): Record<MessageOutcome, number> {
  return {
    accepted: 0,
    duplicate: 0,
    heard: 0,
    quarantined: 0,
    refused: 0,
    unattributed: 0,
    empty: 0,
    unavailable: 0,
  };
}
