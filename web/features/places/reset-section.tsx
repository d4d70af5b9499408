'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ResetOfPlaceQuery } from '../../__generated__/graphql.ts';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { useMay, useMayEverywhere } from '../../live/viewer-provider.tsx';
import { LastingPart } from '../../records/lasting-part.tsx';
import { Fact, Facts, Section } from '../../records/section.tsx';
import { Button } from '../../ui/button.tsx';
import { RESET_OF_PLACE } from './documents.graphql.ts';
import { ResetDialog } from './reset-dialog.tsx';
import { ResetHistory } from './reset-history.tsx';

type Reset = NonNullable<NonNullable<ResetOfPlaceQuery['place']>['headcountReset']>;

// The next run becomes the last one while somebody looks.
const LOOK_AGAIN = { everyMs: 15_000 };

/** When everybody who was marked in by hand is counted there no longer, each day. */
export function ResetSection({
  place,
}: {
  readonly place: { readonly id: string; readonly name: string; readonly timeZone: string | null };
}) {
  const t = useTranslations('places.reset');
  const mayWrite = useMay('headcount:write');
  const mayAudit = useMayEverywhere('audit:read');
  const [editing, setEditing] = useState(false);
  const answer = useLastingQuery({ query: RESET_OF_PLACE, variables: { placeId: place.id } }, LOOK_AGAIN);
  const reset = answer.data?.place?.headcountReset ?? null;

  function done() {
    setEditing(false);
    answer.reload();
  }

  return (
    <Section
      title={t('title')}
      action={
        mayWrite && answer.data && <Button onClick={() => setEditing(true)}>{t(reset ? 'change' : 'set')}</Button>
      }
    >
      <p className="text-sm text-muted">{t('lead')}</p>
      <LastingPart answer={answer}>
        {() => (
          <>
            {reset ? <ResetFacts reset={reset} /> : <p className="text-sm font-medium">{t('none')}</p>}
            {mayAudit && <ResetHistory placeId={place.id} version={`${reset?.setAt} ${reset?.lastAt}`} />}
          </>
        )}
      </LastingPart>
      {editing && <ResetDialog place={place} reset={reset} onClose={() => setEditing(false)} onDone={done} />}
    </Section>
  );
}

function ResetFacts({ reset: { localTime, timeZone, setAt, lastAt, nextAt } }: { readonly reset: Reset }) {
  const t = useTranslations('places.reset');
  const format = useFormatter();
  // By the clocks of the reset, which may be others than the organisation's.
  const instant = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (
    <Facts>
      <Fact name={t('daily')}>{t('at', { time: localTime, timeZone })}</Fact>
      <Fact name={t('next')}>{instant(nextAt)}</Fact>
      <Fact name={t('last')}>{lastAt ? instant(lastAt) : t('never')}</Fact>
      <Fact name={t('since')}>{instant(setAt)}</Fact>
    </Facts>
  );
}
