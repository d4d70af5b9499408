import type { FetchFailure, ReportFetcher, ReportPage, ReportRequest } from './fetcher.ts';

/** Whose reports, since when. */
export type ReportQuery = Omit<ReportRequest, 'cursor'>;

/**
 * Every page of reports for any number of keys, each as it comes. The first failure is the last thing given: what came
 * before it is good, and the same query can be asked again.
 */
export async function* fetchReports(
  fetcher: ReportFetcher,
  { hashedKeys, ...query }: ReportQuery,
): AsyncGenerator<ReportPage | FetchFailure, void, undefined> {
  for (let at = 0; at < hashedKeys.length; at += fetcher.mostKeys) {
    const keys = hashedKeys.slice(at, at + fetcher.mostKeys);
    let cursor: string | null = null;
    do {
      const page: ReportPage | FetchFailure = await fetcher.fetch({ ...query, hashedKeys: keys, cursor });
      const turnsBack = page.kind === 'page' && page.next !== null && page.next === cursor;
      yield turnsBack ? endless(fetcher) : page;
      if (turnsBack || page.kind === 'failure') return;
      cursor = page.next;
    } while (cursor !== null);
  }
}

function endless({ name }: ReportFetcher): FetchFailure {
  const message = `${name} names the page it is on as the next one`;
  return { kind: 'failure', reason: 'unexpected', retryAfterMs: null, message };
}
