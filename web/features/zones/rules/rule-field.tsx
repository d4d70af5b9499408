'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import { CONTROL, Field, SelectField } from '../../../ui/field.tsx';
import { unitField, unitsOf, type RuleEntry } from './rule-entry.ts';
import type { Rule } from './rule-list.ts';

interface Props {
  readonly rule: Rule;
  /** What stands there at first. */
  readonly entry: RuleEntry;
  /** What is usual, in words; empty where that is not known. */
  readonly usual: string;
  readonly problem: string | undefined;
}

/** One rule: an amount, with its unit where there is a choice, or yes and no; empty for what is usual. */
export function RuleField(props: Props) {
  return props.rule.measure === 'switch' ? <YesOrNo {...props} /> : <Amount {...props} />;
}

function YesOrNo({ rule: { name }, entry, usual, problem }: Props) {
  const t = useTranslations('zonePages.draw.rules');
  const values = useTranslations('zonePages.ruleValues');
  return (
    <SelectField
      name={name}
      label={t(`names.${name}`)}
      hint={t(`hints.${name}`)}
      problem={problem}
      defaultValue={entry.amount}
    >
      <option value="">{usual ? t('usualIs', { usual }) : t('usual')}</option>
      <option value="true">{values('yes')}</option>
      <option value="false">{values('no')}</option>
    </SelectField>
  );
}

function Amount({ rule, entry, usual, problem }: Props) {
  const t = useTranslations('zonePages.draw.rules');
  const [unit, setUnit] = useState(entry.unit);
  const { name, measure, min, max } = rule;
  const units = unitsOf(rule);
  const label = t(`names.${name}`);
  return (
    <Field label={label} hint={t(`hints.${name}`)} problem={problem}>
      {(wiring) => (
        <div className="flex gap-1.5">
          <input
            {...wiring}
            name={name}
            type="number"
            inputMode="decimal"
            step={measure === 'count' ? 1 : 'any'}
            min={min}
            max={max}
            defaultValue={entry.amount}
            placeholder={unit === 'NONE' ? '' : usual}
            disabled={unit === 'NONE'}
            className={classNames(CONTROL, 'min-h-11 min-w-0')}
          />
          {units.length > 0 && (
            <select
              name={unitField(rule)}
              aria-label={t('unitOf', { rule: label })}
              value={unit}
              onChange={({ target }) => setUnit(units.find((one) => one === target.value) ?? unit)}
              className={classNames(CONTROL, 'min-h-11 w-auto! shrink-0')}
            >
              {units.map((one) => (
                <option key={one} value={one}>
                  {one === 'NONE' && measure === 'duration' ? t('units.NEVER') : t(`units.${one}`)}
                </option>
              ))}
            </select>
          )}
        </div>
      )}
    </Field>
  );
}
