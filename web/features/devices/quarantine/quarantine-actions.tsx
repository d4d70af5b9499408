'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import type { QuarantineFilter } from '../../../__generated__/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { FormButtons } from '../../../ui/form-buttons.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useFormProblems } from '../../../ui/use-form-problems.ts';
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
  const [discarding, setDiscarding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, replay] = useMutation(REPLAY_FIXES);
  const { filter, count, isChosen, onChanged } = meant;
  const replayThem = async () => {
    const input = { filter, idempotencyKey: crypto.randomUUID() };
    const payload = (await replay({ input })).data?.replayQuarantinedFixes;
    setProblem(payload?.replay ? null : (payload?.userErrors[0]?.message ?? t('noAnswer')));
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
  const problems = useFormProblems(FIELDS);
  const [{ fetching }, discard] = useMutation(DISCARD_FIXES);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = textOf(new FormData(event.currentTarget), 'reason').trim();
    const payload = (await discard({ input: { filter, reason } })).data?.discardQuarantinedFixes;
    if (!payload || payload.userErrors.length) return problems.show(payload?.userErrors);
    onChanged();
    onClose();
  }

  const general = problems.of(null);
  return (
    <Dialog title={t('discardTitle', { count })} closeLabel={t('cancel')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {general && <Notice tone="danger">{general}</Notice>}
        <p className="text-sm">{t('discardWarning')}</p>
        <TextField
          name="reason"
          label={t('why')}
          hint={t('whyHint')}
          problem={problems.of('reason')}
          maxLength={200}
          required
        />
        <FormButtons submit={t('discard')} busy={fetching} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
