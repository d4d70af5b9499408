import type { InputError } from '../../../ui/form-problems.ts';
import type { NewPerson } from './read-people.ts';

/** Somebody to add, and the line of the file that says so. */
export interface Wanted {
  readonly line: number;
  readonly person: NewPerson;
}

/** What became of a line. */
export interface Refusal extends Wanted {
  /** Why they were not added, in words; null where the API did not answer. */
  readonly message: string | null;
}

/** How far it is. */
export interface Progress {
  readonly done: number;
  readonly added: number;
  readonly refused: readonly Refusal[];
}

/** Adds one person; undefined where the API did not answer. */
export type AddOne = (person: NewPerson) => Promise<{ readonly userErrors: readonly InputError[] } | undefined>;

const AT_ONCE = 5;

/**
 * Adds people a few at a time, each by itself, so that one who is refused keeps nobody else out. Where a whole batch is
 * not answered nothing further is sent: whoever was not sent stands among the refused without a message.
 */
export async function addPeople(
  wanted: readonly Wanted[],
  {
    addOne,
    tell,
    onProgress,
    signal,
  }: {
    addOne: AddOne;
    tell: (error: InputError) => string;
    onProgress: (progress: Progress) => void;
    signal: AbortSignal;
  },
): Promise<Progress> {
  let progress: Progress = { done: 0, added: 0, refused: [] };
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const batch = wanted.slice(at, at + AT_ONCE);
    const refused = (await Promise.all(batch.map((one) => refusalOf(one, { addOne, tell })))).filter(
      (one) => one !== null,
    );
    const isSilent = refused.length === batch.length && refused.every(({ message }) => message === null);
    const rest = isSilent || signal.aborted ? wanted.slice(at + AT_ONCE).map((one) => ({ ...one, message: null })) : [];
    progress = {
      done: progress.done + batch.length + rest.length,
      added: progress.added + batch.length - refused.length,
      refused: [...progress.refused, ...refused, ...rest],
    };
    onProgress(progress);
    if (rest.length) break;
  }
  return progress;
}

/** What kept one person out, or null where they were added. */
async function refusalOf(
  one: Wanted,
  { addOne, tell }: { addOne: AddOne; tell: (error: InputError) => string },
): Promise<Refusal | null> {
  const payload = await addOne(one.person);
  if (!payload) return { ...one, message: null };
  const messages = payload.userErrors.map((error) => tell(error));
  return messages.length ? { ...one, message: messages.join(' ') } : null;
}
