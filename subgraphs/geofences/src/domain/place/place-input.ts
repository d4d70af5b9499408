import { parseInput, type Parsed } from '@trekker/kit';
import type { GenericSchema } from 'valibot';

import { parseSitePlan } from './site-plan.ts';

/** The plan of an input: text to keep, null to take it away, undefined where the input does not name it. */
export interface WithPlan {
  readonly plan: string | null | undefined;
}

/** Parses the fields of an input by a schema and its plan; tells every problem of both. */
export function parseWithPlan<T>(schema: GenericSchema<unknown, T>, input: { plan?: unknown }): Parsed<T & WithPlan> {
  const fields = parseInput(schema, input);
  const plan = parsePlan(input.plan);
  const userErrors = [...(fields.ok ? [] : fields.userErrors), ...(plan.ok ? [] : plan.userErrors)];
  if (!fields.ok || !plan.ok) return { ok: false, userErrors };
  return { ok: true, value: { ...fields.value, plan: plan.value } };
}

function parsePlan(plan: unknown): Parsed<string | null | undefined> {
  return plan === undefined || plan === null ? { ok: true, value: plan } : parseSitePlan(plan);
}
