import type { PresenceRulesInput } from '../../../__generated__/graphql.ts';
import { textOf } from '../../../ui/form-text.ts';

/** The rules that the form asks for; the others keep what the kind of the zone gives them. */
export const RULE_FIELDS = [
  { name: 'enterBufferMeters', step: 0.5, min: 0, max: 10_000 },
  { name: 'exitBufferMeters', step: 0.5, min: 0, max: 10_000 },
  { name: 'enterConfirmFixes', step: 1, min: 1, max: 100 },
  { name: 'exitConfirmFixes', step: 1, min: 1, max: 100 },
  { name: 'maxAccuracyMeters', step: 1, min: 1, max: 100_000 },
  { name: 'staleAfterSeconds', step: 1, min: 1, max: 604_800 },
] as const;

/** The rules that somebody filled in; undefined when none. */
export function readRules(form: FormData): PresenceRulesInput | undefined {
  const filled = RULE_FIELDS.flatMap(({ name }) => {
    const text = textOf(form, name).trim();
    return text === '' ? [] : [[name, Number(text)] as const];
  });
  return filled.length ? Object.fromEntries(filled) : undefined;
}
