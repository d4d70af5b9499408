'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useNow } from '../../live/live-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CheckedInList } from './checked-in-list.tsx';
import type { CheckInCode } from './code-text.ts';
import { PersonPicker } from './person-picker.tsx';
import { rememberPerson, useRememberedPerson } from './remembered-person.ts';
import { useCheckIn, type CheckedIn } from './use-check-in.ts';
import { useCodeState } from './use-code-state.ts';

/** A code that was read: what it is for, who checks in with it, and who has. */
export function CodeTaken({ code, onOther }: { readonly code: CheckInCode; readonly onOther: () => void }) {
  const t = useTranslations('checkIn');
  const format = useFormatter();
  const now = useNow();
  const { name, ended } = useCodeState(code, now);
  const checkIn = useCheckIn(code);
  const last = useRememberedPerson();
  const [picking, setPicking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<readonly CheckedIn[]>([]);

  async function letIn(personId: string): Promise<string | null> {
    setBusy(true);
    const answer = await checkIn(personId);
    setBusy(false);
    if (typeof answer === 'string') return answer;
    setDone((before) => [answer, ...before]);
    rememberPerson({ id: answer.personId, name: answer.name });
    setPicking(false);
    setProblem(null);
    return null;
  }

  return (
    <div className="flex flex-col gap-4">
      <section
        aria-label={t('where')}
        className="flex flex-col gap-1 rounded-2xl border border-line bg-surface px-5 py-4"
      >
        <p className="text-sm text-muted">{t(`kinds.${code.kind}`)}</p>
        <p className="text-2xl font-semibold tracking-tight">{name ?? '…'}</p>
        {ended ? (
          <Notice tone="danger">{t(`ended.${ended}`)}</Notice>
        ) : (
          <p className="text-sm text-muted">
            {t('holdsUntil', { time: format.dateTime(code.expiresAt, { dateStyle: 'medium', timeStyle: 'short' }) })}
          </p>
        )}
      </section>
      {problem && <Notice tone="danger">{problem}</Notice>}
      {!ended && (
        <div className="flex flex-col gap-2">
          {last && !done.some(({ personId }) => personId === last.id) && (
            <Button
              look="primary"
              disabled={busy}
              onClick={() => void letIn(last.id).then(setProblem)}
              className="min-h-14"
            >
              {t('as', { name: last.name })}
            </Button>
          )}
          <Button look={last ? 'secondary' : 'primary'} onClick={() => setPicking(true)} className="min-h-14">
            {t('pick')}
          </Button>
        </div>
      )}
      <CheckedInList done={done} />
      <Button look="quiet" onClick={onOther}>
        {t('otherCode')}
      </Button>
      {picking && <PersonPicker where={name ?? ''} onPick={letIn} onClose={() => setPicking(false)} />}
    </div>
  );
}
