'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { entryOf, firstEntry, keptEntry, type RulesAsked } from './rule-entry.ts';
import { RuleField } from './rule-field.tsx';
import { RULE_GROUPS, RULES, type Rule, type RuleName } from './rule-list.ts';
import { SuggestRules } from './suggest-rules.tsx';
import { useRuleWords } from './use-rule-words.ts';

/** When somebody counts as inside, as far as it is to differ from what is usual for the kind of zone. */
export function RuleFields({
  asked,
  loading,
  zoneId,
  kept,
  problemOf,
}: {
  readonly asked: RulesAsked;
  /** Whether what is usual is on its way. */
  readonly loading: boolean;
  /** The zone whose history may suggest rules, or null for a new one. */
  readonly zoneId: string | null;
  /** What stood in the fields of a form that somebody goes on with; null: nothing. */
  readonly kept: Readonly<Record<string, string>> | null;
  readonly problemOf: (field: RuleName) => string | undefined;
}) {
  const t = useTranslations('zonePages.draw.rules');
  const words = useRuleWords();
  const [isOpen, setOpen] = useState(false);
  const [suggested, setSuggested] = useState<Suggested | null>(null);
  const hasProblem = RULES.some(({ name }) => problemOf(name) !== undefined);
  const entry = (rule: Rule) => {
    const value = suggested && isSuggested(rule.name) ? suggested[rule.name] : undefined;
    return value === undefined ? (keptEntry(rule, kept) ?? firstEntry(rule, asked)) : entryOf(rule, value);
  };
  return (
    <details
      // What is wrong in a field that is shut away would be found by nobody.
      open={isOpen || hasProblem}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      onInvalidCapture={() => setOpen(true)}
      className="rounded-lg border border-line px-3 py-2"
    >
      <summary className="cursor-pointer text-sm font-medium">{t('title')}</summary>
      {loading ? (
        <SkeletonRows rows={4} label={t('loading')} />
      ) : (
        <div className="flex flex-col gap-5 pt-2 pb-1">
          <p className="text-sm text-muted">{t('lead')}</p>
          {zoneId && <SuggestRules zoneId={zoneId} onTake={setSuggested} />}
          {RULE_GROUPS.map(({ name, rules }) => (
            <fieldset key={name} className="relative flex min-w-0 flex-col gap-3 border-t border-line pt-3">
              <legend className="float-start mb-3 w-full">
                <span className="block font-semibold">{t(`groups.${name}.title`)}</span>
                <span className="block text-sm text-muted">{t(`groups.${name}.text`)}</span>
              </legend>
              {rules.map((rule) => (
                <RuleField
                  key={`${rule.name} ${isSuggested(rule.name) ? JSON.stringify(suggested) : ''}`}
                  rule={rule}
                  entry={entry(rule)}
                  usual={asked.usual ? words.value(rule, asked.usual[rule.name]) : ''}
                  problem={problemOf(rule.name)}
                />
              ))}
            </fieldset>
          ))}
        </div>
      )}
    </details>
  );
}

/** The rules that history may suggest. */
type Suggested = Readonly<Record<keyof typeof SUGGESTED, number>>;

const SUGGESTED = { exitBufferMeters: true, enterConfirmFixes: true, exitConfirmFixes: true } as const;

function isSuggested(name: RuleName): name is keyof typeof SUGGESTED {
  return Object.hasOwn(SUGGESTED, name);
}
