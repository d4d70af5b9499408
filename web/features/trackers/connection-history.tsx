'use client';

import { useTranslations } from 'next-intl';
import { ConnectionTrack } from '../../records/connection/connection-track.tsx';
import { Section } from '../../records/section.tsx';
import { SpanLinks } from '../../records/span-links.tsx';
import type { ShownSpan } from '../../records/use-day-span.ts';
import type { ShownTracker } from './tracker-header.tsx';

/** When a tracker was heard from how well and why not, on the day or week that the page looks at. */
export function ConnectionHistory({
  tracker: { id, name },
  span,
  version,
}: {
  readonly tracker: ShownTracker;
  readonly span: ShownSpan;
  readonly version: number;
}) {
  const t = useTranslations('records.connection');
  return (
    <Section title={t('title')} action={<SpanLinks span={span} who={`tracker:${id}`} />}>
      <ConnectionTrack trackerId={id} name={name} span={span} version={version} />
    </Section>
  );
}
