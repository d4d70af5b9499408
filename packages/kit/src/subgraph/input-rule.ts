import { rawCheck, type BaseIssue, type RawCheckAction } from 'valibot';

/** Rules that an `INVALID` field may break and that screens have a sentence for; the param `rule` names one. */
export const INPUT_RULES = [
  'GIVEN',
  'EITHER',
  'MIN_CHARACTERS',
  'MAX_CHARACTERS',
  'MIN_ITEMS',
  'MAX_ITEMS',
  'MINIMUM',
  'MAXIMUM',
  'WHOLE_NUMBER',
  'CHARACTERS',
  'CHOICE',
  'EMAIL',
  'INSTANT',
  'NOT_AHEAD',
  'NOT_BEFORE',
  'TO_AFTER_FROM',
  'DAYS_AHEAD',
  'DAYS_APART',
  'TIME_ZONE',
  'COLOR',
  'LANGUAGE',
  'SECONDS',
  'DAYS',
  'IMAGE',
  'BYTES',
  'TWICE',
  'SAME_TIMES',
] as const;

/** One of them. */
export type InputRule = (typeof INPUT_RULES)[number];

/** A rule that was broken, and where it ends if it is a limit: a number, or an instant as ISO 8601. */
export interface BrokenRule {
  readonly rule: InputRule;
  readonly limit?: number | string;
}

/** A check of a schema that breaks a rule of the list. @param message as that of `check`. */
export function checkRule<T>(
  { rule, limit }: BrokenRule,
  holds: (value: T) => boolean,
  message: string | ((given: { readonly input: T }) => string),
): RawCheckAction<T> {
  return rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || holds(dataset.value)) return;
    const said = typeof message === 'string' ? message : message({ input: dataset.value });
    addIssue({ message: said, expected: limit === undefined ? rule : `${rule} ${limit}` });
  });
}

/** The rule that an issue of a schema is about, or null where none of the list is. */
export function brokenRule({ type, input, expected, requirement }: BaseIssue<unknown>): BrokenRule | null {
  if (type === 'raw_check') return checkedRule(expected ?? '');
  const rule = (Array.isArray(input) && OF_LISTS[type]) || OF_SCHEMAS[type];
  if (!rule) return null;
  return typeof requirement === 'number' ? { rule, limit: requirement } : { rule };
}

const OF_SCHEMAS: Readonly<Record<string, InputRule>> = {
  min_length: 'MIN_CHARACTERS',
  max_length: 'MAX_CHARACTERS',
  min_value: 'MINIMUM',
  max_value: 'MAXIMUM',
  integer: 'WHOLE_NUMBER',
  regex: 'CHARACTERS',
  picklist: 'CHOICE',
  email: 'EMAIL',
};
const OF_LISTS: Readonly<Record<string, InputRule>> = { min_length: 'MIN_ITEMS', max_length: 'MAX_ITEMS' };

function checkedRule(expected: string): BrokenRule | null {
  const [name, limit] = expected.split(' ');
  const rule = INPUT_RULES.find((known) => known === name);
  if (!rule) return null;
  return limit === undefined ? { rule } : { rule, limit };
}
