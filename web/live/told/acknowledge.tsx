'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { SeenToFragment } from '../../__generated__/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { useRefusal } from '../../ui/use-refusal.ts';
import { ACKNOWLEDGE } from './told.graphql.ts';

/** Offers to see to what a notification tells of, while nobody does and it stands. */
export function Acknowledge({
  told: { id, status, acknowledgedAt },
  onDone,
}: {
  readonly told: SeenToFragment;
  readonly onDone: (told: SeenToFragment) => void;
}) {
  const t = useTranslations('notifications');
  const tell = useRefusal();
  const [{ fetching }, acknowledge] = useMutation(ACKNOWLEDGE);
  const [problem, setProblem] = useState<string | null>(null);
  if (acknowledgedAt !== null || status === 'RETRACTED') return null;

  async function seeTo() {
    const { data } = await acknowledge({ input: { notificationId: id } });
    const done = data?.acknowledgeNotification.notification;
    setProblem(done ? null : (tell(data?.acknowledgeNotification.userErrors[0]) ?? t('notSeenTo')));
    if (done) onDone(done);
  }

  return (
    <>
      <Button disabled={fetching} onClick={() => void seeTo()}>
        {t('seeTo')}
      </Button>
      {problem && (
        <span role="alert" className="text-danger">
          {problem}
        </span>
      )}
    </>
  );
}
