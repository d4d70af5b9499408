import type { FilterRule, FilterSettingInput } from '../../../__generated__/graphql.ts';

/** What a rule takes beside being on: nothing, a number in a unit, or names of attributes. */
export interface RuleKind {
  readonly rule: FilterRule;
  readonly takes: 'nothing' | 'attributes' | { readonly least: number; readonly most: number; readonly usual: number };
  /** Whether what does not fit is refused at intake, or accepted and pointed out, or is an exception from others. */
  readonly effect: 'refuses' | 'flags' | 'lets-pass';
}

/** Every rule in the order in which it is explained. */
export const RULES: readonly RuleKind[] = [
  { rule: 'INVALID', takes: 'nothing', effect: 'refuses' },
  { rule: 'ZERO', takes: 'nothing', effect: 'refuses' },
  { rule: 'OUTDATED', takes: 'nothing', effect: 'refuses' },
  { rule: 'APPROXIMATE', takes: 'nothing', effect: 'refuses' },
  { rule: 'ACCURACY', takes: { least: 0, most: 1_000_000, usual: 100 }, effect: 'refuses' },
  { rule: 'FUTURE', takes: { least: 0, most: 300, usual: 60 }, effect: 'refuses' },
  { rule: 'PAST', takes: { least: 1, most: 1_000_000_000, usual: 86_400 }, effect: 'refuses' },
  { rule: 'DUPLICATE', takes: 'nothing', effect: 'flags' },
  { rule: 'STATIC', takes: 'nothing', effect: 'flags' },
  { rule: 'DISTANCE', takes: { least: 0.1, most: 1_000_000, usual: 5 }, effect: 'flags' },
  { rule: 'MAX_SPEED', takes: { least: 0.1, most: 100_000, usual: 70 }, effect: 'flags' },
  { rule: 'MIN_PERIOD', takes: { least: 0.001, most: 86_400, usual: 1 }, effect: 'flags' },
  { rule: 'DAILY_LIMIT', takes: { least: 1, most: 1_000_000, usual: 20_000 }, effect: 'flags' },
  { rule: 'SKIP_LIMIT', takes: { least: 1, most: 86_400, usual: 600 }, effect: 'lets-pass' },
  { rule: 'SKIP_ATTRIBUTES', takes: 'attributes', effect: 'lets-pass' },
];

/** What is set of a rule in a form: nothing (a wider scope decides), off, or on with what it takes as text. */
export interface RuleDraft {
  readonly state: 'inherit' | 'off' | 'on';
  readonly value: string;
}

/** A draft of what is set; absent: nothing is. */
export function draftOf(
  kind: RuleKind,
  set:
    | { readonly isOn: boolean; readonly limit?: number | null; readonly attributes?: readonly string[] | null }
    | undefined,
): RuleDraft {
  const usual = typeof kind.takes === 'object' ? String(kind.takes.usual) : '';
  if (!set) return { state: 'inherit', value: usual };
  const value = set.attributes?.join(', ') ?? set.limit?.toString() ?? usual;
  return { state: set.isOn ? 'on' : 'off', value };
}

/** What the API is told of a draft; null sets nothing. */
export function settingOf({ takes }: RuleKind, { state, value }: RuleDraft): FilterSettingInput | null {
  if (state === 'inherit') return null;
  if (state === 'off') return { isOn: false };
  if (takes === 'nothing') return { isOn: true };
  if (takes === 'attributes') return { isOn: true, attributes: value.split(/[\s,]+/).filter(Boolean) };
  return { isOn: true, limit: Number(value) };
}
