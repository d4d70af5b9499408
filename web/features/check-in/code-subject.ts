/** What a code may be made for. */
export type CodeSubject =
  | { readonly kind: 'zone'; readonly zoneId: string }
  | { readonly kind: 'station'; readonly musterId: string; readonly stationId: string };

/** A subject as one word, for the address and for lists of choices. */
export function subjectWord(subject: CodeSubject): string {
  return subject.kind === 'zone' ? `zone:${subject.zoneId}` : `station:${subject.musterId}:${subject.stationId}`;
}

/** What a word says, or null where it says nothing. */
export function readSubject(word: string | null): CodeSubject | null {
  const [kind, first = '', second = '', ...more] = (word ?? '').split(':');
  if (more.length) return null;
  if (kind === 'zone' && first && !second) return { kind, zoneId: first };
  if (kind === 'station' && first && second) return { kind, musterId: first, stationId: second };
  return null;
}
