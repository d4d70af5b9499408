import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { sortProblems, type FormProblem, type InputError } from './form-problems.ts';

/** What is wrong with a form, for forms that quote the API's own words. */
export interface FormProblems<Field extends string> {
  /** What is wrong with a field, or with the whole form for null; undefined when nothing is. */
  readonly of: (field: Field | null) => string | undefined;
  /** Shows what the API found; nothing found means that it did not answer. */
  readonly show: (errors: readonly InputError[] | undefined) => void;
  /** Shows none: what was entered was taken. */
  readonly clear: () => void;
}

/** @param fields names of the form's fields as the input calls them; must be constant. */
export function useFormProblems<Field extends string>(fields: readonly Field[]): FormProblems<Field> {
  const t = useTranslations('form');
  const [problems, setProblems] = useState<readonly FormProblem<Field, never>[]>([]);
  return {
    of(field) {
      const problem = problems.find((candidate) => candidate.field === field);
      return problem && t(problem.text, { message: problem.message });
    },
    show: (errors = []) => setProblems(sortProblems(errors, { fields, texts: [] })),
    clear: () => setProblems([]),
  };
}
