'use client';

import { useTranslations } from 'next-intl';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { trackerBehind } from '../../records/best-tracker.ts';
import { Section } from '../../records/section.tsx';
import { WhereNow } from '../../records/where-now.tsx';
import { ZonesNow } from '../../records/zones-now.tsx';
import { PERSON_NOW, PERSON_POSITION } from './documents.graphql.ts';
import type { ShownPerson } from './person-header.tsx';

/** Where somebody is now: the zones, the last position and the way of today. */
export function PersonNow({ person, version }: { readonly person: ShownPerson; readonly version: number }) {
  const t = useTranslations('people.page');
  const maySeeVisits = useMay('visits:read');
  const { id, name, trackers } = person;
  const variables = { personId: id };
  const [{ data: now }] = useFollowingQuery({ query: PERSON_NOW, variables, pause: !maySeeVisits }, version);
  const [{ data }] = useFollowingQuery({ query: PERSON_POSITION, variables }, version);
  const told = data?.person?.lastPosition ?? null;
  const tracker = trackerBehind(told, trackers);
  return (
    <Section title={t('now')}>
      {maySeeVisits && <ZonesNow visits={now?.person?.currentVisits ?? null} />}
      <WhereNow self={{ id, label: name, kind: 'person' }} tracker={tracker} told={told} />
    </Section>
  );
}
