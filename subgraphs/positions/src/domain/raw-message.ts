import type { QuarantineReason } from './quarantine-reason.ts';

/** A message of a device as it came, with what became of it. */
export interface RawMessage {
  readonly tenantId: string;
  /** What the device calls itself. */
  readonly identifier: string;
  /** As in `decodeMessage`. */
  readonly protocol: string;
  readonly transport: 'TCP' | 'UDP' | 'HTTP' | 'MQTT';
  readonly remoteAddress: string;
  /** Of MQTT; null otherwise. */
  readonly topic: string | null;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  readonly bytes: Uint8Array;
  /** What it was answered; null where nothing. */
  readonly answer: Uint8Array | null;
  readonly became: Became;
  /** Secrets that it might hold, for example the token of the door it came through. */
  readonly secrets: readonly string[];
}

/** What all the parts of a message came to; the values are those of the SDL's `RawMessageOutcome`. */
export interface Became {
  readonly outcome: 'ACCEPTED' | 'DUPLICATE' | 'HEARD' | 'QUARANTINED' | 'UNREADABLE' | 'NOTHING';
  readonly reasons: readonly QuarantineReason[];
  /** The first positions that it became, or was before. */
  readonly positionIds: readonly string[];
}
