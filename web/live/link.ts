import type { LinkEvent } from '../graphql/live-socket.ts';

/** What is known about the connection to the server. Times are Unix milliseconds of this machine. */
export interface Link {
  readonly phase: 'connecting' | 'open' | 'lost';
  /** When the phase began. */
  readonly since: number;
  /** When anything last arrived, or null when nothing ever did. */
  readonly heardAt: number | null;
  /** How far the newest event lay behind the server's clock when it arrived, in milliseconds. */
  readonly lagMs: number;
  /** Whether the browser believes to have a network. */
  readonly online: boolean;
}

/** What people are told about the connection. */
export type LinkStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** Connected, but what is shown is this many seconds old. */
  | { readonly kind: 'behind'; readonly seconds: number }
  /** Not connected and trying; the screen shows what was so this many seconds ago, or null when it shows nothing yet. */
  | { readonly kind: 'reconnecting'; readonly seconds: number | null }
  /** The browser has no network. */
  | { readonly kind: 'offline'; readonly seconds: number | null };

/** Everything that changes a link. */
export type LinkChange = LinkEvent | { readonly kind: 'network'; readonly online: boolean } | LagMeasured;

/** An event of the stream arrived `lagMs` after the server had it. */
interface LagMeasured {
  readonly kind: 'lag';
  readonly lagMs: number;
}

// A renewal of the token or a short break is over before anybody could act on it.
const UNNOTICED_BREAK_MS = 2_000;
const TOLERATED_SILENCE_MS = 8_000;
const TOLERATED_LAG_MS = 5_000;

/** A link before the first attempt. */
export function newLink(now: number, online: boolean): Link {
  return { phase: 'connecting', since: now, heardAt: null, lagMs: 0, online };
}

/** The link after something happened. */
export function changeLink(link: Link, change: LinkChange, now: number): Link {
  switch (change.kind) {
    case 'connecting':
      return link;
    case 'connected':
      return { ...link, phase: 'open', since: now, heardAt: now, lagMs: 0 };
    case 'heard':
      // What comes before the server accepts us is no news.
      return link.phase === 'open' ? { ...link, heardAt: now } : link;
    case 'closed':
      return link.phase === 'open' ? { ...link, phase: 'lost', since: now } : link;
    case 'network':
      return { ...link, online: change.online };
    case 'lag':
      break;
  }
  return { ...link, lagMs: Math.max(0, change.lagMs) };
}

/**
 * Whether a change means that the network came back after it was away, so that connections of before may be dead. A
 * socket that is renewed, or was closed by a server, is no such thing: it was heard of shortly before.
 */
export function cameBack({ online, heardAt }: Link, change: LinkChange, now: number): boolean {
  if (change.kind === 'network') return change.online && !online;
  return change.kind === 'connected' && heardAt !== null && now - heardAt > TOLERATED_SILENCE_MS;
}

/** What to tell people about a link now. */
export function linkStatus(link: Link, now: number): LinkStatus {
  const silentMs = link.heardAt === null ? null : now - link.heardAt;
  const seconds = silentMs === null ? null : Math.max(1, Math.round(silentMs / 1000));
  if (!link.online) return { kind: 'offline', seconds };
  if (link.phase === 'connecting') {
    return now - link.since < UNNOTICED_BREAK_MS ? { kind: 'connecting' } : { kind: 'reconnecting', seconds };
  }
  if (link.phase === 'lost' && now - link.since >= UNNOTICED_BREAK_MS) return { kind: 'reconnecting', seconds };
  const behindMs = Math.max(
    silentMs !== null && silentMs > TOLERATED_SILENCE_MS ? silentMs : 0,
    link.lagMs > TOLERATED_LAG_MS ? link.lagMs : 0,
  );
  return behindMs ? { kind: 'behind', seconds: Math.round(behindMs / 1000) } : { kind: 'live' };
}
