import type { Checksum, Transport } from '@trekker/protocols';

/** What one protocol's listener counts. */
export interface Tally {
  readonly protocol: string;
  /** Connections open now. */
  connections: number;
  /** Connections that were accepted. */
  accepted: number;
  /** Frames by the way they came and by what became of their checksum. */
  readonly frames: Record<Transport, Record<Checksum, number>>;
  /** Bytes that belong to no frame. */
  droppedBytes: number;
  /** What ended early, by the reason. */
  readonly ended: Record<EndReason, number>;
  /** Frames of devices that nobody knows. */
  unknown: number;
  /** Frames, or datagrams that were not looked at, of which nothing is known, since they could not be stored. */
  unavailable: number;
  /** Datagrams that were dropped because too many waited. */
  droppedDatagrams: number;
}

/**
 * Why a connection was closed from here: too many in all or from its address, nobody said who it is, no message for too
 * long, answers that are not read, or messages that could not be stored now.
 */
export type EndReason = 'cap' | 'nameless' | 'idle' | 'slow' | 'unavailable';

/** Counts of a listener that has heard nothing yet. */
export function newTally(protocol: string): Tally {
  return {
    protocol,
    connections: 0,
    accepted: 0,
    frames: { tcp: noFrames(), udp: noFrames() },
    droppedBytes: 0,
    ended: { cap: 0, nameless: 0, idle: 0, slow: 0, unavailable: 0 },
    unknown: 0,
    unavailable: 0,
    droppedDatagrams: 0,
  };
}

function noFrames(): Record<Checksum, number> {
  return { right: 0, wrong: 0, none: 0 };
}
