import type { PresenceRulesInput } from '../../../__generated__/graphql.ts';
import { textOf } from '../../../ui/form-text.ts';
import { RULES, type Rule, type Rules } from './rule-list.ts';

/** What an amount is counted in; `NONE` is no limit at all. */
export type RuleUnit = 'SECONDS' | 'MINUTES' | 'HOURS' | 'METERS' | 'NONE';

/** A rule as it stands in a form. */
export interface RuleEntry {
  /** A number, `true` or `false`; empty for what is usual. */
  readonly amount: string;
  readonly unit: RuleUnit;
}

/** Seconds of a unit of time, the longest first. */
const SECONDS = { HOURS: 3_600, MINUTES: 60, SECONDS: 1 } as const;
const TIME_UNITS = ['HOURS', 'MINUTES', 'SECONDS'] as const;

/** The units to choose from; none where there is nothing to choose. */
export function unitsOf({ measure, endless }: Rule): readonly RuleUnit[] {
  if (!endless) return [];
  return measure === 'duration' ? ['SECONDS', 'MINUTES', 'HOURS', 'NONE'] : ['METERS', 'NONE'];
}

/** The name under which a form holds the unit of a rule. */
export function unitField({ name }: Rule): string {
  return `${name}.unit`;
}

/** What stands in the form for a value; undefined is what is usual, for which nothing is entered. */
export function entryOf({ measure }: Rule, value: Rules[keyof Rules] | undefined): RuleEntry {
  const usual = measure === 'duration' ? 'MINUTES' : 'METERS';
  if (value === undefined) return { amount: '', unit: usual };
  if (value === null) return { amount: '', unit: 'NONE' };
  if (measure !== 'duration' || typeof value !== 'number') return { amount: String(value), unit: usual };
  return durationOf(value);
}

/** A time in the longest unit in which it is a whole number. */
export function durationOf(seconds: number): RuleEntry & { readonly unit: keyof typeof SECONDS } {
  const unit = TIME_UNITS.find((one) => seconds % SECONDS[one] === 0) ?? 'SECONDS';
  return { amount: String(seconds / SECONDS[unit]), unit };
}

/** The value that an entry means; undefined for what is usual. */
export function valueOf(rule: Rule, { amount, unit }: RuleEntry): Rules[keyof Rules] | undefined {
  if (unit === 'NONE') return null;
  const text = amount.trim();
  if (text === '') return undefined;
  if (rule.measure === 'switch') return text === 'true';
  if (unit === 'METERS') return Number(text);
  return Math.round(Number(text) * SECONDS[unit]);
}

/** What a form says that differs from what holds. */
export interface RulesAsked {
  /** What the zone has; null for a new one, which has what is usual. */
  readonly before: Rules | null;
  /** What is usual for its kind; null where that is not known: then nothing entered changes nothing. */
  readonly usual: Rules | null;
}

/** The rules to send; undefined where nothing changes. Rules for which the form has no field stay as they are. */
export function readRules(form: FormData, { before, usual }: RulesAsked): PresenceRulesInput | undefined {
  const changed = RULES.flatMap((rule) => {
    if (!form.has(rule.name) && !form.has(unitField(rule))) return [];
    const unit = unitsOf(rule).find((one) => one === textOf(form, unitField(rule))) ?? 'METERS';
    const entered = valueOf(rule, { amount: textOf(form, rule.name), unit });
    const wanted = entered === undefined && before ? usual?.[rule.name] : entered;
    return wanted === undefined || wanted === before?.[rule.name] ? [] : [[rule.name, wanted] as const];
  });
  return changed.length ? Object.fromEntries(changed) : undefined;
}

/** What stands in the form at first: what differs from what is usual. */
export function firstEntry(rule: Rule, { before, usual }: RulesAsked): RuleEntry {
  const value = before?.[rule.name];
  return entryOf(rule, usual && value === usual[rule.name] ? undefined : value);
}

/** What stood in a form that somebody goes on with; null where it had no field for the rule. */
export function keptEntry(rule: Rule, kept: Readonly<Record<string, string>> | null): RuleEntry | null {
  const unit = unitsOf(rule).find((one) => one === kept?.[unitField(rule)]);
  const amount = kept?.[rule.name];
  // A field without a limit is not sent.
  if (amount === undefined && unit === undefined) return null;
  return { amount: amount ?? '', unit: unit ?? entryOf(rule, undefined).unit };
}
