import { useTranslations } from 'next-intl';
import type { RowProblem } from './read-people.ts';

// A value may be long; its begin tells which it is.
const VALUE_SHOWN = 40;

/** What is wrong with a value, in words that name field and value. */
export function ProblemText({ problem: { field, kind, value } }: { readonly problem: RowProblem }) {
  const t = useTranslations('people.import');
  const shown = value.length > VALUE_SHOWN ? `${value.slice(0, VALUE_SHOWN)}…` : value;
  return t(`wrong.${kind}`, { field: t(`columns.${field}`), value: shown });
}
