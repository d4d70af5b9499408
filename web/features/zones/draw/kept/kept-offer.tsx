'use client';

import { useFormatter, useNow, useTranslations } from 'next-intl';
import { Button } from '../../../../ui/button.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import type { KeptDrawing } from './kept-drawing.ts';

/** Offers work that was left unsaved. */
export function KeptOffer({
  kept: { at, versionId, fields },
  versionNow,
  onTake,
  onDiscard,
}: {
  readonly kept: KeptDrawing;
  /** The version that the zone has now; null for a new one. */
  readonly versionNow: string | null;
  readonly onTake: () => void;
  readonly onDiscard: () => void;
}) {
  const t = useTranslations('zonePages.draw.kept');
  const format = useFormatter();
  const day = (instant: Date) => format.dateTime(instant, { dateStyle: 'short' });
  const then = new Date(at);
  const isToday = day(then) === day(useNow());
  const time = format.dateTime(then, { timeStyle: 'short', ...(!isToday && { dateStyle: 'short' }) });
  const name = fields?.['name']?.trim() ?? '';
  return (
    <Notice tone="info">
      <div className="flex flex-col gap-2">
        <p>{name && versionId === null ? t('named', { time, name }) : t('unsaved', { time })}</p>
        {versionId !== versionNow && <p>{t('changedSince')}</p>}
        <div className="flex flex-wrap gap-2">
          <Button onClick={onTake}>{t('goOn', { time })}</Button>
          <Button onClick={onDiscard}>{t('discard')}</Button>
        </div>
      </div>
    </Notice>
  );
}
