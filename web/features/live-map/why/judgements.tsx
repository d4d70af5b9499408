'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useQuery } from 'urql';
import type { JudgedPositionQuery } from '../../../__generated__/graphql.ts';
import { AgeText } from '../../../live/age-text.tsx';
import { Button } from '../../../ui/button.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { ZoneMark } from '../../../ui/zone-mark.tsx';
import { JUDGED_POSITION, NEWEST_POSITION } from './why.graphql.ts';

type Judged = NonNullable<JudgedPositionQuery['explainPosition']>;

/** What the newest position of a tracker said of each zone about it, and which rule decided that. */
export function Judgements({ trackerId }: { readonly trackerId: string }) {
  const t = useTranslations('map.why');
  const [newest, askNewest] = useQuery({
    query: NEWEST_POSITION,
    variables: { trackerId },
    requestPolicy: 'network-only',
  });
  const positionId = newest.data?.tracker?.lastPosition?.id ?? null;
  const [judged, askJudged] = useQuery({
    query: JUDGED_POSITION,
    variables: { positionId: positionId ?? '' },
    pause: positionId === null,
  });
  const askAgain = () => {
    askNewest({ requestPolicy: 'network-only' });
    askJudged({ requestPolicy: 'network-only' });
  };
  if (newest.fetching || judged.fetching) return <SkeletonRows rows={2} label={t('loading')} />;
  if (newest.error || judged.error) {
    return (
      <p role="alert" className="flex flex-wrap items-center justify-between gap-3 py-2 text-danger">
        {t('failed')}
        <Button onClick={askAgain}>{t('retry')}</Button>
      </p>
    );
  }
  const told = judged.data?.explainPosition;
  if (!told) return <p className="py-2 text-muted">{t('unknown')}</p>;
  return <Told judged={told} onAgain={askAgain} />;
}

function Told({ judged, onAgain }: { readonly judged: Judged; readonly onAgain: () => void }) {
  const t = useTranslations('map.why');
  return (
    <div className="flex flex-col gap-2 py-2">
      <p className="text-muted">
        {t('position')} <AgeText instant={Date.parse(judged.recordedAt)} />
        {judged.flags.map((flag) => (
          <span key={flag} className="block">
            {t(`flags.${flag}`)}
          </span>
        ))}
      </p>
      {judged.geofences.length === 0 && <p>{t('none')}</p>}
      <ul className="flex flex-col gap-2">
        {judged.geofences.map((judgement) => (
          <Judgement key={judgement.geofence.id} {...judgement} />
        ))}
      </ul>
      <Button className="self-start" onClick={onAgain}>
        {t('again')}
      </Button>
    </div>
  );
}

function Judgement({
  geofence,
  signedDistanceMeters,
  accuracyMeters,
  decidedBy,
  stateAfter,
}: Judged['geofences'][number]) {
  const t = useTranslations('map.why');
  const format = useFormatter();
  const meters = (value: number) =>
    format.number(Math.abs(value), { style: 'unit', unit: 'meter', maximumFractionDigits: 1 });
  const where =
    signedDistanceMeters === null
      ? null
      : t(signedDistanceMeters <= 0 ? 'inside' : 'outside', { distance: meters(signedDistanceMeters) });
  const accuracy = accuracyMeters === null ? t('noAccuracy') : t('accuracy', { distance: meters(accuracyMeters) });
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 border-t border-line/70 pt-2">
      <ZoneMark kind={geofence.kind} size={16} />
      <div className="min-w-0">
        <p className="flex flex-wrap justify-between gap-x-3">
          <span className="min-w-0 font-medium break-words">{geofence.name}</span>
          <span>{t(`states.${stateAfter}`)}</span>
        </p>
        <p className="text-muted">
          {[where, accuracy].filter(Boolean).join(', ')}. {t(`rules.${decidedBy}`)}
        </p>
      </div>
    </li>
  );
}
