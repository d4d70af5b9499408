'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../../ui/button.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useFormProblems } from '../../../ui/use-form-problems.ts';
import { SET_FIND_MY_KEYS } from './documents.graphql.ts';
import type { ReadTracker } from './tracker-reading.tsx';

const FIELDS = ['keys'] as const;

/** The private keys of a tag of Apple's Find My network. They are never shown again. */
export function FindMyForm({ tracker, onSaved }: { readonly tracker: ReadTracker; readonly onSaved: () => void }) {
  const t = useTranslations('devices.reading');
  const problems = useFormProblems(FIELDS);
  const [saved, setSaved] = useState(false);
  const [{ fetching }, save] = useMutation(SET_FIND_MY_KEYS);

  async function give(keys: readonly string[]) {
    const payload = (await save({ input: { trackerId: tracker.id, keys: [...keys] } })).data?.setFindMyKeys;
    setSaved(Boolean(payload?.tracker));
    if (!payload?.tracker) return problems.show(payload?.userErrors);
    onSaved();
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const keys = textOf(new FormData(form), 'keys').split(/\s+/).filter(Boolean);
    void give(keys).then(() => form.reset());
  }

  const general = problems.of(null) ?? problems.of('keys');
  return (
    <Panel title={t('findMy')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-sm text-muted">{t('findMyLead')}</p>
        <p className="text-sm font-medium">{t('keyCount', { count: tracker.findMyKeyCount })}</p>
        {general && <Notice tone="danger">{general}</Notice>}
        <TextAreaField name="keys" label={t('keys')} hint={t('keysHint')} rows={3} spellCheck={false} required />
        {saved && <Notice tone="success">{t('saved')}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          {tracker.findMyKeyCount > 0 && (
            <Button disabled={fetching} onClick={() => void give([])}>
              {t('takeKeys')}
            </Button>
          )}
          <Button type="submit" disabled={fetching}>
            {t('setKeys')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
