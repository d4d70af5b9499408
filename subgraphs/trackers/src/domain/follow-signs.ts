import type { EndReason } from './end-reason.ts';
import type { HeardSpan } from './heard-span.ts';

/** The protocol a tracker speaks, the transport it comes over, and the network it comes from, or null. */
export interface Way {
  readonly protocol: string;
  readonly transport: string;
  /** In CIDR notation. */
  readonly address: string | null;
}

/** Something that was heard of a tracker. */
export type Sign = {
  /** Append time of its entry, Unix milliseconds. */
  readonly at: number;
  readonly offset: number;
} & (
  | { readonly kind: 'heard'; readonly way: Way | null }
  | { readonly kind: 'connected'; readonly connectionId: string; readonly way: Way }
  | {
      readonly kind: 'disconnected';
      /** Null: whichever is open. */
      readonly connectionId: string | null;
      readonly reason: EndReason;
      readonly messages: number;
      readonly bytes: number;
    }
);

/** What the signs of a tracker until now come to. */
export interface Followed {
  /** The span that is not over, or null before the first sign of life. */
  readonly span: HeardSpan | null;
  /** The connection that is open, or null. */
  readonly connectionId: string | null;
  /** That its connection ended and nothing was heard since, or null. */
  readonly end: { readonly at: number; readonly reason: EndReason } | null;
  readonly way: Way | null;
}

/** What became of one connection. */
export type ConnectionNote =
  | { readonly kind: 'started'; readonly connectionId: string; readonly at: number; readonly way: Way }
  | {
      readonly kind: 'ended';
      readonly connectionId: string;
      readonly at: number;
      readonly reason: EndReason;
      readonly messages: number;
      readonly bytes: number;
    };

/** What signs led to: the state then, spans that are over, and what became of connections, in order. */
export interface Outcome {
  readonly state: Followed;
  readonly closed: readonly HeardSpan[];
  readonly notes: readonly ConnectionNote[];
}

/**
 * Follows the signs of a tracker. A pause of exactly `longestPauseMs` still belongs to a span; the end of its connection
 * ends a span at once, and whatever is heard then begins the next. A tracker has one connection: another takes its place.
 * @param signs in the order of their offsets; times that are known, or lie before what is known, change nothing.
 */
export function followSigns(known: Followed, signs: readonly Sign[], longestPauseMs: number): Outcome {
  let { span, connectionId, end, way } = known;
  const closed: HeardSpan[] = [];
  const notes: ConnectionNote[] = [];

  function alive(at: number): void {
    if (span && (end || at > span.last + longestPauseMs)) {
      // One transaction tells of many connections at one instant; no two spans begin at once.
      if (span.first < at) closed.push(end ? { ...span, endedAt: end.at } : span);
      span = null;
    }
    end = null;
    span = span ? { first: span.first, last: Math.max(span.last, at) } : { first: at, last: at };
  }

  for (const sign of signs) {
    const { at } = sign;
    if (sign.kind === 'disconnected') {
      const { reason, messages, bytes } = sign;
      const ended = sign.connectionId ?? connectionId;
      if (ended !== null) notes.push({ kind: 'ended', connectionId: ended, at, reason, messages, bytes });
      if (ended !== connectionId) continue;
      connectionId = null;
      if (span && !end) end = { at: Math.max(at, span.last), reason };
      continue;
    }
    if (sign.kind === 'connected') {
      const replaced = { kind: 'ended', at, reason: 'REPLACED', messages: 0, bytes: 0 } as const;
      if (connectionId !== null && connectionId !== sign.connectionId) notes.push({ ...replaced, connectionId });
      ({ connectionId } = sign);
      notes.push({ kind: 'started', connectionId, at, way: sign.way });
    }
    way = sign.way ?? way;
    alive(at);
  }
  return { state: { span, connectionId, end, way }, closed, notes };
}
