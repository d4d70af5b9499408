'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '../ui/button.tsx';
import { useRefusal } from '../ui/use-refusal.ts';
import { MARK_PRESENCE } from './marks.graphql.ts';

/** Marks somebody out of a zone by hand, after asking once more. */
export function MarkOut({
  zone,
  person,
}: {
  readonly zone: { readonly id: string; readonly name: string };
  readonly person: { readonly id: string; readonly name: string };
}) {
  const t = useTranslations('records.mark');
  const tell = useRefusal();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, mark] = useMutation(MARK_PRESENCE);

  async function markOut() {
    const { data } = await mark({ input: { personId: person.id, geofenceId: zone.id, kind: 'OUT' } });
    const marked = data?.markPresence.mark;
    setProblem(marked ? null : (tell(data?.markPresence.userErrors[0]) ?? t('failed')));
    setAsking(false);
  }

  if (!asking) {
    return (
      <>
        <Button
          look="quiet"
          aria-label={t('outOf', { name: person.name, zone: zone.name })}
          onClick={() => setAsking(true)}
        >
          {t('out')}
        </Button>
        {problem && (
          <span role="alert" className="text-danger">
            {problem}
          </span>
        )}
      </>
    );
  }
  return (
    <span className="flex flex-wrap items-center justify-end gap-2">
      <span>{t('sure')}</span>
      <Button look="primary" disabled={fetching} onClick={() => void markOut()}>
        {fetching ? t('busy') : t('confirm')}
      </Button>
      <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
    </span>
  );
}
