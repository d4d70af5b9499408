'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useId } from 'react';
import type { RuleSettingFragment } from '../../../__generated__/graphql.ts';
import type { RuleDraft, RuleKind } from './rule-kinds.ts';

const STATES = ['inherit', 'off', 'on'] as const;

/** One rule: what it does in words, and what is set of it. */
export function RuleItem({
  kind,
  draft,
  held,
  isTenant,
  disabled,
  problem,
  onChange,
}: {
  readonly kind: RuleKind;
  readonly draft: RuleDraft;
  /** What holds for the tracker in the end; absent for other scopes. */
  readonly held: RuleSettingFragment | undefined;
  readonly isTenant: boolean;
  readonly disabled: boolean;
  readonly problem: string | undefined;
  readonly onChange: (draft: RuleDraft) => void;
}) {
  const t = useTranslations('devices.rules');
  const id = useId();
  const { rule, takes } = kind;
  const name = t(`names.${rule}`);
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <h3 className="text-sm font-medium">{name}</h3>
        <p id={id} className="text-sm text-muted">
          {t(`words.${rule}`)}
        </p>
        {held && <HeldBy held={held} />}
        {problem && <p className="mt-1 text-sm text-danger">{problem}</p>}
      </div>
      <div className="flex flex-wrap items-start gap-2">
        <select
          aria-label={t('stateOf', { rule: name })}
          aria-describedby={id}
          value={draft.state}
          disabled={disabled}
          onChange={(event) =>
            onChange({ ...draft, state: STATES.find((state) => state === event.target.value) ?? 'inherit' })
          }
          className="min-h-10 rounded-lg border border-line-strong bg-surface px-2.5 text-sm disabled:opacity-60"
        >
          {STATES.map((state) => (
            <option key={state} value={state}>
              {t(state === 'inherit' && isTenant ? 'states.unset' : `states.${state}`)}
            </option>
          ))}
        </select>
        {draft.state === 'on' && takes !== 'nothing' && (
          <LimitField {...{ kind, draft, disabled, problem, onChange }} name={name} />
        )}
      </div>
    </li>
  );
}

/** What a rule takes, to fill in. */
function LimitField({
  kind: { rule, takes },
  draft,
  name,
  disabled,
  problem,
  onChange,
}: {
  readonly kind: RuleKind;
  readonly draft: RuleDraft;
  readonly name: string;
  readonly disabled: boolean;
  readonly problem: string | undefined;
  readonly onChange: (draft: RuleDraft) => void;
}) {
  const t = useTranslations('devices.rules');
  const typed =
    typeof takes === 'object'
      ? ({ type: 'number', min: takes.least, max: takes.most, step: 'any' } as const)
      : ({ type: 'text', placeholder: 'ignition, alarm' } as const);
  return (
    <label className="flex items-center gap-2 text-sm text-muted">
      <span className="sr-only">{t('limitOf', { rule: name })}</span>
      <input
        {...typed}
        value={draft.value}
        disabled={disabled}
        required
        aria-invalid={problem ? true : undefined}
        onChange={(event) => onChange({ ...draft, value: event.target.value })}
        className="min-h-10 w-36 rounded-lg border border-line-strong bg-surface px-3 text-text tabular-nums aria-invalid:border-danger"
      />
      {typeof takes === 'object' && <span aria-hidden>{t(`units.${rule}`)}</span>}
    </label>
  );
}

/** What holds for a tracker in the end, and who set it; nothing where nobody did. */
function HeldBy({ held }: { readonly held: RuleSettingFragment }) {
  const t = useTranslations('devices.rules');
  const format = useFormatter();
  if (!held.scope) return null;
  const limit = typeof held.limit === 'number' ? format.number(held.limit) : t('states.on');
  const what = held.isOn ? (held.attributes?.join(', ') ?? limit) : t('states.off');
  return <p className="mt-1 text-sm">{t(`heldBy.${held.scope}`, { unit: held.unit?.name ?? '', what })}</p>;
}
