import type { Viewer } from '@trekker/kit';
import type { Authority } from '../authorisation/authorisation.ts';
import type { GatewayConfig } from '../config.ts';
import { RequestRefused } from '../errors/request-refused.ts';

/** What a developer wants to know of an operation: how it would be run, without running it, or also how long its calls took. */
export type ExplainMode = 'plan' | 'trace';

/** A mode as callers write it; undefined for anything else. */
export function explainModeOf(text: unknown): ExplainMode | undefined {
  return text === 'plan' || text === 'trace' ? text : undefined;
}

/** Who may have operations explained. */
export interface ExplainRules {
  readonly config: Pick<GatewayConfig, 'explain' | 'explainScope'>;
  /** Null where what callers may is left to the subgraphs: nobody is known to hold the scope then. */
  readonly authority: Authority | null;
}

/** Fails with FORBIDDEN for whoever may not see plans: they tell how services are cut and what they ask each other. */
export function requireMayExplain({ config, authority }: ExplainRules, viewer: Viewer | null): void {
  const { explain, explainScope } = config;
  if (explain === 'anybody') return;
  if (explain === 'off') throw RequestRefused.because('FORBIDDEN', 'plans are not shown here');
  if (authority?.rightsOf(viewer).holdsScope(explainScope)) return;
  throw RequestRefused.because('FORBIDDEN', `plans are shown to who holds the permission ${explainScope}`);
}
