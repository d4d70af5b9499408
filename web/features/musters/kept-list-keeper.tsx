import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useLinkStatus, useNow, useStaleSince } from '../../live/live-provider.tsx';
import { forgetList, keepList, type KeptPerson } from '../../offline/kept-list.ts';
import { partOf, type MusterList } from './muster-list.ts';

// While nothing changes the list is right for longer, which is noted as often.
const NOTE_EVERY_MS = 5_000;

/** Keeps the list of an open muster in this tab for a reload without a network, and when it was last known to be right. */
export function KeptListKeeper({ list }: { readonly list: MusterList }) {
  const t = useTranslations('musters');
  const isRight = useLinkStatus().kind === 'live';
  const isStale = useStaleSince('musters') !== null;
  const noted = Math.floor(useNow() / NOTE_EVERY_MS);
  useEffect(() => {
    const { muster } = list;
    if (muster.endedAt !== null) return forgetList();
    if (!isRight || isStale) return;
    const people = partOf(list, { part: 'all', text: '' }).map(
      ({ person, state, accounted, station, lastZone }): KeptPerson => ({
        name: person.name,
        state: t(`states.${state}`),
        where: station?.name ?? (lastZone ? t('person.lastIn', { zone: lastZone.name }) : ''),
        missing: !accounted && state !== 'REMOVED',
      }),
    );
    const { missing, accounted, total } = muster.counts;
    const summary = t('counts.inWords', { missing, accounted, total });
    keepList({ title: `${muster.name} · ${t(`modes.${muster.mode}`)}`, summary, at: Date.now(), people });
  }, [list, isRight, isStale, noted, t]);
  return null;
}
