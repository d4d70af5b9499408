/** Everything that may be set of filters, in the order in which it is shown; the values of the SDL's `FilterRule`. */
export const FILTER_RULES = {
  INVALID: { kind: 'one-fix', takes: 'switch' },
  ZERO: { kind: 'one-fix', takes: 'switch' },
  OUTDATED: { kind: 'one-fix', takes: 'switch' },
  FUTURE: { kind: 'one-fix', takes: 'limit', unit: 's', least: 0, most: 300 },
  PAST: { kind: 'one-fix', takes: 'limit', unit: 's', least: 1, most: 1_000_000_000 },
  ACCURACY: { kind: 'one-fix', takes: 'limit', unit: 'm', least: 0, most: 1_000_000 },
  APPROXIMATE: { kind: 'one-fix', takes: 'switch' },
  DUPLICATE: { kind: 'neighbour', takes: 'switch' },
  STATIC: { kind: 'neighbour', takes: 'switch' },
  DISTANCE: { kind: 'neighbour', takes: 'limit', unit: 'm', least: 0.1, most: 1_000_000 },
  MAX_SPEED: { kind: 'neighbour', takes: 'limit', unit: 'm/s', least: 0.1, most: 100_000 },
  MIN_PERIOD: { kind: 'neighbour', takes: 'limit', unit: 's', least: 0.001, most: 86_400 },
  DAILY_LIMIT: { kind: 'neighbour', takes: 'limit', unit: 'positions', least: 1, most: 1_000_000, isWhole: true },
  SKIP_LIMIT: { kind: 'escape', takes: 'limit', unit: 's', least: 1, most: 86_400 },
  SKIP_ATTRIBUTES: { kind: 'escape', takes: 'attributes' },
} as const satisfies Readonly<Record<string, FilterRuleForm>>;

export type FilterRule = keyof typeof FILTER_RULES;

/** Every rule, in the order in which they are shown. */
export const FILTER_RULE_NAMES = Object.keys(FILTER_RULES) as FilterRule[];

/** What a rule looks at, and what is said with it when it is switched on. */
interface FilterRuleForm {
  /** One fix alone, decided at intake; a position beside the one before; or what lets a position pass all the same. */
  readonly kind: 'one-fix' | 'neighbour' | 'escape';
  readonly takes: 'switch' | 'limit' | 'attributes';
  readonly unit?: string;
  readonly least?: number;
  readonly most?: number;
  readonly isWhole?: boolean;
}

/** How a rule looks, whatever it is. */
export function formOf(rule: FilterRule): FilterRuleForm {
  return FILTER_RULES[rule];
}
