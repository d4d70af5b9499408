import type { Headcount } from './headcount.ts';

/** Whose headcount is asked for, at which instant, and as it was believed when; Unix milliseconds. */
export type Question = Instants &
  ({ readonly kind: 'zone' | 'place'; readonly id: string } | { readonly kind: 'everywhere' });

/** An instant, and the one at which something of it was believed; null: what is believed now. */
export interface Instants {
  readonly at: number;
  readonly knownAt: number | null;
}

/** A headcount and what it was asked for. */
export interface AnsweredQuestion extends Headcount {
  readonly question: Question;
}

/**
 * The instant whose places and attributes count: those of the question's, but nothing that was told after the instant at
 * which it is to have been believed.
 */
export function structureInstant({ at, knownAt }: Instants): number {
  return knownAt === null ? at : Math.min(at, knownAt);
}

/** Equal for equal questions. */
export function questionKey(question: Question): string {
  const { kind } = question;
  return kind === 'everywhere' ? `${kind}@${instantsKey(question)}` : `${kind}/${question.id}@${instantsKey(question)}`;
}

/** Equal for equal instants. */
export function instantsKey({ at, knownAt }: Instants): string {
  return `${at}/${knownAt ?? ''}`;
}
