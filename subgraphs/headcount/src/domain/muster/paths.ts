import { instantsOf, shownAsKnown, shownInTruth, type PersonHistory, type ShownFrom } from './as-known.ts';
import type { MusterSession } from './session.ts';

/** How a person stood on the list over time; changes only, oldest first. */
export interface Paths {
  /** By what is believed now. */
  readonly inTruth: readonly ShownFrom[];
  /** By what was known at each instant. */
  readonly asKnown: readonly ShownFrom[];
}

interface Remembered extends Paths {
  readonly session: MusterSession;
  readonly until: number;
  /** The first instant behind `until` at which time alone may change them. */
  readonly next: number;
}

/** People of a muster, and until when. */
export interface PathsSource {
  readonly session: MusterSession;
  readonly people: readonly { readonly personId: string }[];
  readonly histories: ReadonlyMap<string, PersonHistory>;
  /** Unix milliseconds. */
  readonly until: number;
}

/** A history is never changed, so what followed from it stays true until time brings something new. */
const remembered = new WeakMap<PersonHistory, Remembered>();

/**
 * How a person stood on the list until an instant. It costs time by the square of what happened to them, so it is
 * remembered for as long as nothing is told of them: the reports of a muster of thousands ask for it again and again.
 */
export function pathsOf(session: MusterSession, history: PersonHistory, until: number): Paths {
  const known = remembered.get(history);
  if (known && known.session === session && known.until <= until && until < known.next) return known;
  const next = Math.min(...instantsOf(session, history).filter((at) => at > until));
  const inTruth = shownInTruth(session, history, until);
  const asKnown = shownAsKnown(session, history, until);
  const paths = { session, until, next, inTruth, asKnown };
  remembered.set(history, paths);
  return paths;
}

/** Since when a person has been shown as accounted for without a break, by our clock; null where they are not. */
export function knownSince(session: MusterSession, history: PersonHistory, until: number): number | null {
  const last = pathsOf(session, history, until).asKnown.at(-1);
  return last?.accounted ? last.at : null;
}

/** Works out what a report asks for, person by person while others have their turn; the report then finds it done. */
export async function preparePaths(
  { session, people, histories, until }: PathsSource,
  othersTurn: () => Promise<void> | void,
): Promise<void> {
  for (const { personId } of people) {
    await othersTurn();
    const history = histories.get(personId);
    if (history) pathsOf(session, history, until);
  }
}
