import type { TestHistory } from '@trekker/positions/testing';

import type { Way } from './timing.ts';

/** A question asked of the history as the service asks it, and the same of the plain table as anybody would. */
export function waysOf<Question>(
  { postgres: { admin } }: TestHistory,
  { ours, peer }: Record<'ours' | 'peer', (question: Question) => Promise<unknown>>,
): { readonly ours: Way<Question>; readonly peer: Way<Question> } {
  const sessions = (name: string) => async () => {
    const rows = await admin<{ pid: number }[]>`
      select pid from pg_stat_activity where datname = current_database() and application_name = ${`trekker ${name}`}`;
    return rows.map(({ pid }) => pid);
  };
  return { ours: { ask: ours, sessions: sessions('positions') }, peer: { ask: peer, sessions: sessions('test') } };
}
