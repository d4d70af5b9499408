import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import type { InputError } from './form-problems.ts';
import { useFormProblems, type OwnSentences } from './use-form-problems.ts';

/** What came of sending a form: null once it was taken, else what the API found, undefined when it did not answer. */
export type Refusal = readonly InputError[] | null | undefined;

/** A form that the API judges. */
export interface SentForm<Field extends string> {
  readonly ref: RefObject<HTMLFormElement | null>;
  /** Whether an answer is awaited; until then nothing is sent again. */
  readonly busy: boolean;
  /** What is wrong with a field, or with the whole form for null; undefined when nothing is. */
  readonly problemOf: (field: Field | null) => string | undefined;
  /** Sends what else the form offers than its fields, such as to end what they describe. */
  readonly run: (send: () => Promise<Refusal>) => Promise<void>;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/**
 * @param fields names of the form's fields as the input calls them; must be constant. Problems of others concern all of it.
 * @param send sends what was entered, and acts on what came of it.
 */
export function useForm<Field extends string>(
  fields: readonly Field[],
  send: (entered: FormData) => Promise<Refusal>,
  sentences?: OwnSentences,
): SentForm<Field> {
  const ref = useRef<HTMLFormElement>(null);
  // Known at once, where a state is known with the next view.
  const sending = useRef(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>(null);
  const problems = useFormProblems(fields, sentences);

  // Whoever cannot see the form hears what is wrong where it is.
  useEffect(() => {
    if (refusal !== null) ref.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [refusal]);

  async function run(attempt: () => Promise<Refusal>) {
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    try {
      const answer = await attempt();
      if (answer === null) problems.clear();
      else problems.show(answer);
      setRefusal(answer);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    void run(() => send(entered));
  }

  return { ref, busy, problemOf: problems.of, run, onSubmit };
}
