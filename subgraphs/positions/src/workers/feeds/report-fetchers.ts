import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ConfigurationError } from '@trekker/kit';
import type { ReportFetcher } from '@trekker/protocols';

import type { PositionsConfig } from '../../config.ts';
import { httpReportFetcher } from './http-report-fetcher.ts';

/** What a module of the operator's exports: it makes a fetcher of what is configured. */
export type CreateReportFetcher = (source: {
  readonly url: string | null;
  readonly authorization: string | null;
}) => ReportFetcher | Promise<ReportFetcher>;

/** The values of the option that name no module. */
export const OFF = 'off';
export const HTTP = 'http';

/**
 * The source of Find My reports that the operator chose, null for none. Fails with a ConfigurationError where the module
 * that is named cannot be used.
 */
export async function openReportFetcher(config: PositionsConfig): Promise<ReportFetcher | null> {
  const { findMyFetcher: chosen, findMyUrl: url, findMyAuthorization: authorization } = config;
  if (chosen === OFF) return null;
  if (chosen === HTTP) {
    const { feedTimeoutMs: timeoutMs, feedMaxBytes: maxBytes } = config;
    return httpReportFetcher({ url: url ?? '', authorization, timeoutMs, maxBytes });
  }
  const option = 'TREKKER_POSITIONS_FIND_MY_FETCHER';
  const module: unknown = await import(pathToFileURL(resolve(chosen)).href).catch((failure: unknown) => {
    throw new ConfigurationError([`${option} names a module that cannot be loaded: ${String(failure)}`]);
  });
  const create = (module as { createReportFetcher?: unknown }).createReportFetcher;
  const made: unknown =
    typeof create === 'function' ? await (create as CreateReportFetcher)({ url, authorization }) : null;
  if (isFetcher(made)) return made;
  throw new ConfigurationError([`${option} must name a module whose createReportFetcher gives a fetcher of reports`]);
}

function isFetcher(made: unknown): made is ReportFetcher {
  if (typeof made !== 'object' || made === null) return false;
  const { name, mostKeys, fetch } = made as Partial<ReportFetcher>;
  return typeof name === 'string' && Number.isInteger(mostKeys) && Number(mostKeys) > 0 && typeof fetch === 'function';
}
