import { useFormatter, useTranslations } from 'next-intl';
import { durationOf } from './rule-entry.ts';
import type { Rule, Rules } from './rule-list.ts';

const UNIT_NAMES = { HOURS: 'hour', MINUTES: 'minute', SECONDS: 'second' } as const;

/** How values of rules are said. */
export interface RuleWords {
  readonly meters: (value: number) => string;
  readonly duration: (seconds: number) => string;
  /** The value of a rule in a word or two; that of no limit as what it means. */
  readonly value: (rule: Rule, value: Rules[keyof Rules]) => string;
}

/** How values of rules are said in the reader's language. */
export function useRuleWords(): RuleWords {
  const t = useTranslations('zonePages.ruleValues');
  const format = useFormatter();
  const meters = (value: number) =>
    format.number(value, { style: 'unit', unit: 'meter', unitDisplay: 'long', maximumFractionDigits: 1 });

  function duration(seconds: number): string {
    const { amount, unit } = durationOf(seconds);
    return format.number(Number(amount), { style: 'unit', unit: UNIT_NAMES[unit], unitDisplay: 'long' });
  }

  function value({ measure }: Rule, given: Rules[keyof Rules]): string {
    if (given === null) return t(measure === 'duration' ? 'never' : 'noLimit');
    if (typeof given === 'boolean') return t(given ? 'yes' : 'no');
    if (measure === 'duration') return duration(given);
    return measure === 'meters' ? meters(given) : format.number(given, { maximumFractionDigits: 2 });
  }

  return { meters, duration, value };
}
