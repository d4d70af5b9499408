import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { sortProblems, type FormProblem, type InputError } from './form-problems.ts';
import { useRefusal } from './use-refusal.ts';

/** What is wrong with a form, in the language of the reader. */
export interface FormProblems<Field extends string> {
  /** What is wrong with a field, or with the whole form for null; undefined when nothing is. */
  readonly of: (field: Field | null) => string | undefined;
  /** Shows what the API found; nothing found means that it did not answer. */
  readonly show: (errors: readonly InputError[] | undefined) => void;
  /** Shows none: what was entered was taken. */
  readonly clear: () => void;
}

/** Sentences for codes that a form says in words of its own. */
export type OwnSentences = Readonly<Record<string, (error: InputError) => string>>;

const NONE: OwnSentences = {};

/** @param fields names of the form's fields as the input calls them; must be constant. */
export function useFormProblems<Field extends string>(fields: readonly Field[], sentences = NONE): FormProblems<Field> {
  const t = useTranslations('form');
  const tell = useRefusal();
  const [problems, setProblems] = useState<readonly FormProblem<Field, string>[]>([]);
  return {
    of(field) {
      const problem = problems.find((candidate) => candidate.field === field);
      if (!problem) return undefined;
      const { text, error } = problem;
      return error ? (sentences[text]?.(error) ?? tell(error)) : t('OTHER');
    },
    show: (errors = []) => setProblems(sortProblems(errors, { fields, texts: Object.keys(sentences) })),
    clear: () => setProblems([]),
  };
}
