import type { EncryptedReport, FetchFailure, ReportFetcher, ReportPage, ReportRequest } from './fetcher.ts';

/** How a fetcher without a network behaves. */
export interface MemoryFetcherOptions {
  /** Reports on a page, 100 where nobody says. */
  readonly pageSize?: number;
  /** Keys in a request, 256 where nobody says. */
  readonly mostKeys?: number;
  /** What a request fails with; null where it succeeds. */
  readonly failure?: (request: ReportRequest) => FetchFailure | null;
}

/** A fetcher of the reports it is given, for tests and simulations; a report that is added later is found from then on. */
export function memoryFetcher(
  reports: readonly EncryptedReport[],
  { pageSize = 100, mostKeys = 256, failure = () => null }: MemoryFetcherOptions = {},
): ReportFetcher {
  const pageOf = ({ hashedKeys, since, cursor }: ReportRequest): ReportPage => {
    const keys = new Set(hashedKeys);
    const wanted = reports.filter(
      ({ hashedKey, publishedAt }) => keys.has(hashedKey) && (publishedAt ?? since) >= since,
    );
    const from = cursor === null ? 0 : Number(cursor);
    const next = from + pageSize < wanted.length ? String(from + pageSize) : null;
    return { kind: 'page', reports: wanted.slice(from, from + pageSize), next };
  };
  const fetch = async (request: ReportRequest): Promise<ReportPage | FetchFailure> => {
    if (request.signal?.aborted) return STOPPED;
    return failure(request) ?? pageOf(request);
  };
  return { name: 'memory', mostKeys, fetch };
}

const STOPPED: FetchFailure = { kind: 'failure', reason: 'unavailable', retryAfterMs: null, message: 'stopped' };
