'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { QuarantineFilter } from '../../../__generated__/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useRefusal } from '../../../ui/use-refusal.ts';
import { DISCARD_FIXES, REPLAY_FIXES } from './documents.graphql.ts';

interface Meant {
  readonly filter: QuarantineFilter;
  /** How many fixes are meant. */
  readonly count: number;
  /** Whether somebody chose them one by one; otherwise all that fit the filter are meant. */
  readonly isChosen: boolean;
  readonly onChanged: () => void;
}

/** Replays or discards what was chosen, or everything that fits. */
export function QuarantineActions(meant: Meant) {
  const t = useTranslations('devices.quarantine');
  const tell = useRefusal();
  const [discarding, setDiscarding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, replay] = useMutation(REPLAY_FIXES);
  const { filter, count, isChosen, onChanged } = meant;
  const replayThem = async () => {
    const input = { filter, idempotencyKey: crypto.randomUUID() };
    const payload = (await replay({ input })).data?.replayQuarantinedFixes;
    setProblem(payload?.replay ? null : (tell(payload?.userErrors[0]) ?? t('noAnswer')));
    if (payload?.replay) onChanged();
  };
  return (
    <>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Button disabled={fetching} onClick={() => void replayThem()}>
        {t(isChosen ? 'replayChosen' : 'replayAll', { count })}
      </Button>
      <Button onClick={() => setDiscarding(true)}>{t(isChosen ? 'discardChosen' : 'discardAll', { count })}</Button>
      {discarding && <DiscardDialog {...meant} onClose={() => setDiscarding(false)} />}
    </>
  );
}

const FIELDS = ['reason'] as const;

function DiscardDialog({ filter, count, onChanged, onClose }: Meant & { readonly onClose: () => void }) {
  const t = useTranslations('devices.quarantine');
  const [, discard] = useMutation(DISCARD_FIXES);

  const form = useForm(FIELDS, async (entered) => {
    const reason = textOf(entered, 'reason').trim();
    const payload = (await discard({ input: { filter, reason } })).data?.discardQuarantinedFixes;
    if (!payload || payload.userErrors.length) return payload?.userErrors;
    onChanged();
    onClose();
    return null;
  });

  return (
    <FormDialog title={t('discardTitle', { count })} onClose={onClose} form={form} submit={t('discard')}>
      <p className="text-sm">{t('discardWarning')}</p>
      <TextField
        name="reason"
        label={t('why')}
        hint={t('whyHint')}
        problem={form.problemOf('reason')}
        maxLength={200}
        required
      />
    </FormDialog>
  );
}
