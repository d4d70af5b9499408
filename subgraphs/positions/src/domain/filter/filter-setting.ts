import type { BrokenRule } from '@trekker/kit';

import { formOf, type FilterRule } from './filter-rule.ts';

/** What is set of a rule. `limit` and `attributes` are null unless it is on and takes them. */
export interface FilterSetting {
  readonly isOn: boolean;
  /** In the unit of the rule. */
  readonly limit: number | null;
  /** Names of attributes. */
  readonly attributes: readonly string[] | null;
}

/** What holds where nobody set anything. */
export const SWITCHED_OFF: FilterSetting = { isOn: false, limit: null, attributes: null };

/** Something wrong with a setting. */
export interface SettingProblem {
  readonly field: 'isOn' | 'limit' | 'attributes';
  /** Expectation and value. */
  readonly message: string;
  /** Which rule of inputs it breaks, if it is one of those. */
  readonly broken?: BrokenRule;
}

const MOST_ATTRIBUTES = 50;
const LONGEST_NAME = 100;

/** What is wrong with a setting of a rule, or null. */
export function settingProblem(rule: FilterRule, { isOn, limit, attributes }: FilterSetting): SettingProblem | null {
  const { takes } = formOf(rule);
  if (limit !== null && (!isOn || takes !== 'limit')) return needless('limit', rule, limit);
  if (attributes !== null && (!isOn || takes !== 'attributes')) return needless('attributes', rule, attributes);
  if (!isOn) return null;
  if (takes === 'limit') return limitProblem(rule, limit);
  return takes === 'attributes' ? attributesProblem(rule, attributes) : null;
}

function needless(field: 'limit' | 'attributes', rule: FilterRule, value: unknown): SettingProblem {
  const where = formOf(rule).takes.startsWith(field) ? `where ${rule} is off` : `with ${rule}`;
  return { field, message: `must be absent ${where}, got ${shown(value)}` };
}

function limitProblem(rule: FilterRule, limit: number | null): SettingProblem | null {
  const { least = 0, most = 0, unit, isWhole } = formOf(rule);
  const fits = limit !== null && limit >= least && limit <= most && (!isWhole || Number.isInteger(limit));
  if (fits) return null;
  const what = isWhole ? `a whole number from ${least} to ${most}` : `${least} to ${most} ${unit}`;
  const message = `must be ${what} with ${rule}, got ${limit}`;
  if (limit === null) return { field: 'limit', message };
  if (limit < least) return { field: 'limit', message, broken: { rule: 'MINIMUM', limit: least } };
  return {
    field: 'limit',
    message,
    broken: limit > most ? { rule: 'MAXIMUM', limit: most } : { rule: 'WHOLE_NUMBER' },
  };
}

function attributesProblem(rule: FilterRule, attributes: readonly string[] | null): SettingProblem | null {
  if (attributes === null || attributes.length < 1 || attributes.length > MOST_ATTRIBUTES) {
    const message = `must be 1 to ${MOST_ATTRIBUTES} names with ${rule}, got ${attributes?.length ?? 'none'}`;
    return { field: 'attributes', message };
  }
  const wrong = attributes.find((name) => !name || name.length > LONGEST_NAME || /\p{Cc}/u.test(name));
  if (wrong === undefined) return null;
  const expected = `names of 1 to ${LONGEST_NAME} characters without control characters`;
  return { field: 'attributes', message: `must be ${expected}, got ${shown(wrong)}` };
}

/** A value as a message quotes it. */
function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text;
}
