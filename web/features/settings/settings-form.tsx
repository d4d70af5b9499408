'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { useMutation, useQuery } from 'urql';
import type { SettingRowFragment } from '../../__generated__/graphql.ts';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useRefusal } from '../../ui/use-refusal.ts';
import { changedSettings } from './changed-settings.ts';
import { SETTINGS, UPDATE_SETTINGS } from './documents.graphql.ts';
import { SettingField } from './setting-field.tsx';
import { SettingHistory } from './setting-history.tsx';

/** The tenant's settings, each as its own definition says. */
export function SettingsForm() {
  const t = useTranslations('settings');
  const [{ data, fetching }, ask] = useQuery({ query: SETTINGS, requestPolicy: 'cache-and-network' });
  const mayReadHistory = useMayEverywhere('audit:read');
  if (!data && fetching) return <SkeletonRows rows={5} label={t('loading')} />;
  if (!data) {
    const retry = () => ask({ requestPolicy: 'network-only' });
    return <EmptyState icon="warning" title={t('failed')} action={<Button onClick={retry}>{t('retry')}</Button>} />;
  }
  return (
    <div className="flex flex-col gap-4">
      <Form settings={data.settings} />
      {mayReadHistory && <SettingHistory />}
    </div>
  );
}

interface Problem {
  readonly key: string;
  readonly message: string;
}

function Form({ settings }: { readonly settings: readonly SettingRowFragment[] }) {
  const t = useTranslations('settings');
  const tell = useRefusal();
  const router = useRouter();
  const mayWrite = useMayEverywhere('settings:write');
  const [entered, setEntered] = useState<Readonly<Record<string, string>>>({});
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [outcome, setOutcome] = useState<'saved' | 'failed' | null>(null);
  const [{ fetching }, update] = useMutation(UPDATE_SETTINGS);
  const changes = changedSettings(settings, entered);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const payload = (await update({ input: { changes } })).data?.updateSettings;
    const found = (payload?.userErrors ?? []).map((error) => ({
      // The path names the change by its place: input, changes, 0, value.
      key: changes[Number(error.field[2])]?.key ?? '',
      message: tell(error),
    }));
    setProblems(found);
    setOutcome(payload?.settings ? 'saved' : found.length ? null : 'failed');
    if (!payload?.settings) return;
    setEntered({});
    // Name, colours and time zone of every page come from the server.
    router.refresh();
  }

  return (
    <form
      onSubmit={(event) => void submit(event)}
      onChange={() => setOutcome(null)}
      className="flex flex-col gap-5 rounded-2xl border border-line bg-surface p-4 md:p-6"
    >
      {!mayWrite && <Notice tone="info">{t('readOnly')}</Notice>}
      {settings.map((setting) => (
        <SettingField
          key={setting.key}
          setting={setting}
          value={entered[setting.key] ?? setting.value}
          problem={problems.find(({ key }) => key === setting.key)?.message}
          disabled={!mayWrite}
          onChange={(value) => setEntered({ ...entered, [setting.key]: value })}
        />
      ))}
      {problems.some(({ key }) => !key) && <Notice tone="danger">{problems.find(({ key }) => !key)?.message}</Notice>}
      {outcome === 'saved' && <Notice tone="success">{t('saved')}</Notice>}
      {outcome === 'failed' && <Notice tone="danger">{t('notSaved')}</Notice>}
      {mayWrite && (
        <div className="flex justify-end gap-2">
          <Button disabled={!changes.length} onClick={() => setEntered({})}>
            {t('discard')}
          </Button>
          <Button type="submit" look="primary" disabled={fetching || !changes.length}>
            {t(fetching ? 'saving' : 'save')}
          </Button>
        </div>
      )}
    </form>
  );
}
