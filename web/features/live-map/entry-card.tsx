'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { PersonCardQuery } from '../../__generated__/graphql.ts';
import { Avatar } from '../../lists/avatar.tsx';
import { freshnessOf } from '../../live/age.ts';
import { useNow } from '../../live/live-provider.tsx';
import { usePast } from '../../live/past/past.tsx';
import { StatusText } from '../../live/status-text.tsx';
import { usePosition } from '../../live/use-position.ts';
import { Button } from '../../ui/button.tsx';
import { CardPanel } from '../../ui/card-panel.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { EntryLinks } from './entry-links.tsx';
import { connectionOf, type Entry } from './entries.ts';
import { PersonZones } from './person-zones.tsx';
import { PositionFacts } from './position-facts.tsx';
import { usePersonCard } from './use-person-card.ts';
import type { Selection } from './use-selection.ts';
import { WhyZones } from './why/why-zones.tsx';

type CardPerson = NonNullable<PersonCardQuery['person']>;

/** Everything known about the selected entry now. */
export function EntryCard({ entry, selection }: { readonly entry: Entry; readonly selection: Selection }) {
  const t = useTranslations('map.card');
  const { select } = selection;
  const position = usePosition(entry.tracker?.id ?? null);
  const past = usePast();
  const close = useCallback(() => select(null), [select]);
  const { data, staleSince } = usePersonCard(entry.personId);
  const person = data?.person ?? null;

  return (
    <CardPanel
      label={t('label', { name: entry.name })}
      title={entry.name}
      picture={<Picture entry={entry} person={person} />}
      subtitle={<Subtitle entry={entry} person={person} />}
      closeLabel={t('close')}
      onClose={close}
    >
      {position && (
        <>
          <OldPosition recordedAt={position.recordedAt} name={entry.name} />
          <FollowButton selection={selection} />
        </>
      )}
      {person?.currentVisits && (
        <PersonZones visits={person.currentVisits} staleSince={staleSince} onSelect={selection.selectZone} />
      )}
      {entry.tracker && position && !past && <WhyZones key={entry.tracker.id} trackerId={entry.tracker.id} />}
      <PositionFacts tracker={entry.tracker} position={position} />
      <EntryLinks entry={entry} />
    </CardPanel>
  );
}

function Picture({ entry, person }: { readonly entry: Entry; readonly person: CardPerson | null }) {
  if (entry.kind !== 'person') return null;
  return <Avatar name={entry.name} picture={person?.image?.thumbnailDataUrl ?? null} />;
}

function OldPosition({ recordedAt, name }: { readonly recordedAt: number; readonly name: string }) {
  const t = useTranslations('map.card');
  const now = useNow();
  return freshnessOf(recordedAt, now) === 'fresh' ? null : <Notice tone="warning">{t('old', { name })}</Notice>;
}

function FollowButton({ selection: { following, setFollowing } }: { readonly selection: Selection }) {
  const t = useTranslations('map.card');
  return (
    <Button
      look={following ? 'primary' : 'secondary'}
      aria-pressed={following}
      onClick={() => setFollowing(!following)}
    >
      <Icon name="follow" size={16} />
      {following ? t('following') : t('follow')}
    </Button>
  );
}

function Subtitle({ entry, person }: { readonly entry: Entry; readonly person: CardPerson | null }) {
  const t = useTranslations('map');
  const what = [person?.trade ?? (person && t(`personKind.${person.kind}`)), entry.unit].filter(Boolean).join(' · ');
  return (
    <>
      {what && <p className="truncate text-sm text-muted">{what}</p>}
      <p className="text-sm text-muted">
        {entry.tracker ? <StatusText status={connectionOf(entry)} /> : t('noTracker')}
      </p>
    </>
  );
}
