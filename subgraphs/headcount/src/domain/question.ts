/** Whose headcount is asked for, at which instant (Unix milliseconds). */
export type Question =
  | { readonly kind: 'zone' | 'place'; readonly id: string; readonly at: number }
  | { readonly kind: 'everywhere'; readonly at: number };

/** Equal for equal questions. */
export function questionKey(question: Question): string {
  const { kind, at } = question;
  return kind === 'everywhere' ? `${kind}@${at}` : `${kind}/${question.id}@${at}`;
}
