'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import type { OwnPreferencesFragment } from '../../__generated__/graphql.ts';
import { KIND_GROUPS } from '../../live/notification-kinds.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
import { ChoiceTable } from './choice-table.tsx';
import { SET_PREFERENCES } from './documents.graphql.ts';
import { QuietHoursFields } from './quiet-hours-fields.tsx';
import { readPreferenceForm } from './preference-form.ts';

const FIELDS = ['leftOut', 'quietHours'] as const;
const GROUPS = Object.keys(KIND_GROUPS) as (keyof typeof KIND_GROUPS)[];

/** Asks what arrives how, and when it is to be quiet. */
export function PreferenceForm({ preferences }: { readonly preferences: OwnPreferencesFragment }) {
  const t = useTranslations('notificationPreferences');
  const problems = useFormProblems(FIELDS);
  const [saved, setSaved] = useState(false);
  const [{ fetching }, save] = useMutation(SET_PREFERENCES);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = readPreferenceForm(new FormData(event.currentTarget), preferences);
    const payload = (await save({ input })).data?.setNotificationPreferences;
    if (!payload?.preferences) return problems.show(payload?.userErrors);
    problems.clear();
    setSaved(true);
  }

  const problem = problems.of(null) ?? problems.of('leftOut');
  return (
    <form onSubmit={(event) => void submit(event)} onChange={() => setSaved(false)} className="flex flex-col gap-4">
      {GROUPS.map((group) => (
        <ChoiceTable
          key={group}
          title={t(`groups.${group}`)}
          note={group === 'musters' ? t('urgent') : null}
          kinds={KIND_GROUPS[group]}
          preferences={preferences}
        />
      ))}
      <QuietHoursFields quietHours={preferences.quietHours ?? null} problem={problems.of('quietHours')} />
      {problem && <Notice tone="danger">{problem}</Notice>}
      <div className="flex items-center justify-end gap-3">
        <span role="status" className="text-sm text-connected">
          {saved && t('saved')}
        </span>
        <Button type="submit" look="primary" disabled={fetching}>
          {t(fetching ? 'saving' : 'save')}
        </Button>
      </div>
    </form>
  );
}
