import { useFormatter, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { InputError } from './form-problems.ts';
import { refusalText } from './refusal-text.ts';

/** Says what the API found in the language of the reader; undefined where it found nothing. */
export interface Refusal {
  (error: InputError): string;
  (error: InputError | undefined): string | undefined;
}

/** Keys come with an answer of the API, so that no type tells them; `find` says whether there is a sentence. */
interface Speaker {
  has(key: string): boolean;
  raw(key: string): unknown;
  (key: string, values: Readonly<Record<string, string | number>>): string;
}

/** What the API refuses, in words. */
export function useRefusal(): Refusal {
  const t = useTranslations('refusals') as unknown as Speaker;
  const format = useFormatter();
  const say = (error: InputError | undefined) => {
    if (!error) return undefined;
    return refusalText(error, {
      find: (key) => (t.has(key) ? String(t.raw(key)) : undefined),
      say: t,
      instant: (at) => format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' }),
    });
  };
  return useCallback(say, [t, format]) as Refusal;
}
