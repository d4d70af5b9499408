'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import type { FilterRule, RuleSettingFragment } from '../../../__generated__/graphql.ts';
import { useMay, useMayEverywhere } from '../../../live/viewer-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useRefusal } from '../../../ui/use-refusal.ts';
import { SET_RULES } from './documents.graphql.ts';
import { draftOf, RULES, settingOf, type RuleDraft } from './rule-kinds.ts';
import { RuleItem } from './rule-item.tsx';

const EFFECTS = ['refuses', 'flags', 'lets-pass'] as const;

/** All rules with what is set for one scope. */
export function RuleForm({
  scope,
  set,
  held,
  onSaved,
}: {
  readonly scope: { readonly unitId: string | null; readonly trackerId: string | null };
  readonly set: readonly RuleSettingFragment[];
  /** For a tracker: what holds in the end, whoever set it. */
  readonly held: readonly RuleSettingFragment[];
  readonly onSaved: () => void;
}) {
  const t = useTranslations('devices.rules');
  const tell = useRefusal();
  const mayHere = useMay('filters:write');
  const mayEverywhere = useMayEverywhere('filters:write');
  const mayWrite = scope.unitId || scope.trackerId ? mayHere : mayEverywhere;
  const [drafts, setDrafts] = useState<Readonly<Partial<Record<FilterRule, RuleDraft>>>>({});
  const [problems, setProblems] = useState<readonly { readonly rule: FilterRule | null; readonly message: string }[]>(
    [],
  );
  const [saved, setSaved] = useState(false);
  const [{ fetching }, save] = useMutation(SET_RULES);
  const changed = RULES.filter(({ rule }) => drafts[rule]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const changes = changed.map((kind) => ({
      rule: kind.rule,
      setting: settingOf(kind, drafts[kind.rule] ?? draftOf(kind, undefined)),
    }));
    const payload = (await save({ input: { ...scope, changes } })).data?.setFilterRules;
    if (!payload) return setProblems([{ rule: null, message: t('silent') }]);
    // The API names a change by its place: input, changes, 0, setting.
    setProblems(
      payload.userErrors.map((error) => ({
        rule: changes[Number(error.field[2])]?.rule ?? null,
        message: tell(error),
      })),
    );
    if (!payload.rules) return;
    setSaved(true);
    setDrafts({});
    onSaved();
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {!mayWrite && <Notice tone="info">{t('readOnly')}</Notice>}
      {EFFECTS.map((effect) => (
        <section
          key={effect}
          aria-label={t(`effects.${effect}.title`)}
          className="rounded-2xl border border-line bg-surface"
        >
          <header className="border-b border-line px-4 py-3">
            <h2 className="font-semibold">{t(`effects.${effect}.title`)}</h2>
            <p className="text-sm text-muted">{t(`effects.${effect}.text`)}</p>
          </header>
          <ul className="divide-y divide-line">
            {RULES.filter((kind) => kind.effect === effect).map((kind) => (
              <RuleItem
                key={kind.rule}
                kind={kind}
                draft={
                  drafts[kind.rule] ??
                  draftOf(
                    kind,
                    set.find(({ rule }) => rule === kind.rule),
                  )
                }
                held={held.find(({ rule }) => rule === kind.rule)}
                isTenant={!scope.unitId && !scope.trackerId}
                disabled={!mayWrite}
                problem={problems.find(({ rule }) => rule === kind.rule)?.message}
                onChange={(draft) => {
                  setSaved(false);
                  setDrafts({ ...drafts, [kind.rule]: draft });
                }}
              />
            ))}
          </ul>
        </section>
      ))}
      {problems.some(({ rule }) => rule === null) && (
        <Notice tone="danger">{problems.find(({ rule }) => rule === null)?.message}</Notice>
      )}
      {saved && <Notice tone="success">{t('saved')}</Notice>}
      {mayWrite && (
        <div className="sticky bottom-0 -mx-1 flex justify-end gap-2 bg-ground px-1 py-2">
          <Button disabled={!changed.length} onClick={() => setDrafts({})}>
            {t('discard')}
          </Button>
          <Button type="submit" look="primary" disabled={fetching || !changed.length}>
            {t('save', { count: changed.length })}
          </Button>
        </div>
      )}
    </form>
  );
}
