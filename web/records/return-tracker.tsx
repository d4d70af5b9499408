'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '../ui/button.tsx';
import { END_ASSIGNMENT } from './assignments.graphql.ts';

/** Ends an assignment now, after asking once more. */
export function ReturnTracker({
  assignmentId,
  onDone,
}: {
  readonly assignmentId: string;
  readonly onDone: () => void;
}) {
  const t = useTranslations('records.return');
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const [{ fetching }, end] = useMutation(END_ASSIGNMENT);

  async function giveBack() {
    const { data } = await end({ input: { assignmentId } });
    const ended = Boolean(data?.endAssignment.assignment);
    setFailed(!ended);
    setAsking(false);
    if (ended) onDone();
  }

  if (!asking) {
    return (
      <>
        <Button onClick={() => setAsking(true)}>{t('return')}</Button>
        {failed && (
          <span role="alert" className="text-sm text-danger">
            {t('failed')}
          </span>
        )}
      </>
    );
  }
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="text-sm">{t('sure')}</span>
      <Button look="primary" disabled={fetching} onClick={() => void giveBack()}>
        {fetching ? t('returning') : t('return')}
      </Button>
      <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
    </span>
  );
}
