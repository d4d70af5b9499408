import type { Viewer } from './viewer.ts';

/** Rights that were taken away while tokens that carry them are still valid. `at` is when, in Unix milliseconds. */
export type Revocation =
  | { readonly kind: 'session'; readonly sessionId: string; readonly at: number }
  | {
      readonly kind: 'rights';
      readonly tenantId: string;
      readonly actorId: string;
      /** Credentials of an earlier epoch are refused. */
      readonly epoch: number;
      readonly at: number;
    };

/** What a process that decides about rights tells the others at once. */
export interface RevocationNews extends Pick<Authority, 'tokenMs'> {
  readonly revoked: readonly Revocation[];
}

/** What this process knows of rights that were taken away. */
export interface RevocationList {
  /** Takes in what is told at an instant (Unix milliseconds) and forgets what no token carries any more. */
  note(news: RevocationNews, now: number): void;
  readonly isRevoked: (viewer: Viewer) => boolean;
  /** Everything noted and not forgotten. */
  all(): readonly Revocation[];
}

/** Where who may do what is decided, as the processes that let callers in see it. */
export interface Authority {
  /** The viewer behind credentials, or null for nobody. Fails with UNAUTHENTICATED or TOKEN_EXPIRED when they are bad. */
  authenticate(credentials: Credentials): Promise<Viewer | null>;
  /** The longest that a token works, in milliseconds: what was taken away longer ago needs no remembering. */
  readonly tokenMs: number;
  /** Rights taken away for as long as tokens may carry them. */
  revoked(): readonly Revocation[];
  /** Calls `listener` whenever rights were taken away, with the test that tells whom it concerns, and with what is new. */
  readonly onRevoked: (
    listener: (isRevoked: (viewer: Viewer) => boolean, fresh: readonly Revocation[]) => void,
  ) => () => void;
}

/** What a request brought along to say who it is from: raw header values. */
export interface Credentials {
  readonly authorization: string | null;
  readonly cookie: string | null;
}

/** A list without anything in it. */
export function createRevocationList(): RevocationList {
  const bySubject = new Map<string, Revocation>();
  const epochOf = (viewer: Viewer) => {
    const found = bySubject.get(`rights/${viewer.tenantId}/${viewer.actor.id}`);
    return found?.kind === 'rights' ? found.epoch : 0;
  };
  return {
    note({ revoked, tokenMs }, now) {
      for (const revocation of revoked) bySubject.set(subjectOf(revocation), revocation);
      for (const [subject, { at }] of bySubject) if (at < now - tokenMs) bySubject.delete(subject);
    },
    isRevoked: (viewer) =>
      (viewer.sessionId !== null && bySubject.has(`session/${viewer.sessionId}`)) || viewer.epoch < epochOf(viewer),
    all: () => [...bySubject.values()],
  };
}

function subjectOf(revocation: Revocation): string {
  if (revocation.kind === 'session') return `session/${revocation.sessionId}`;
  return `rights/${revocation.tenantId}/${revocation.actorId}`;
}
