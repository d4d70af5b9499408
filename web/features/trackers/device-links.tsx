'use client';

import { useTranslations } from 'next-intl';
import { useViewing } from '../../live/viewer-provider.tsx';
import { Section } from '../../records/section.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { LastMessages } from './last-messages.tsx';
import type { ShownTracker } from './tracker-header.tsx';

const PARTS = [
  { name: 'messages', needs: 'quarantine:read' },
  { name: 'quarantine', needs: 'quarantine:read' },
  { name: 'rules', needs: 'filters:read' },
  { name: 'reading', needs: 'trackers:write' },
] as const;

/** The last messages of a tracker, and ways to what the administration of devices knows of it: all messages, what was refused, its rules and its keys. */
export function DeviceLinks({ tracker, version }: { readonly tracker: ShownTracker; readonly version: number }) {
  const { id, identifiers } = tracker;
  const t = useTranslations();
  const { permissions } = useViewing().viewer;
  const parts = PARTS.filter(({ needs }) => permissions.includes(needs));
  if (!parts.length) return null;
  // Messages are told apart by what a device calls itself.
  const about = { messages: ['q', identifiers[0] ?? ''], other: ['tracker', id] };
  return (
    <Section title={t('trackers.page.device')}>
      <p className="text-sm text-muted">{t('trackers.page.deviceLead')}</p>
      {permissions.includes('quarantine:read') && <LastMessages tracker={tracker} version={version} />}
      <div className="flex flex-wrap gap-2">
        {parts.map(({ name }) => (
          <LinkButton
            key={name}
            href={`/devices/${name}?${new URLSearchParams([name === 'messages' ? about.messages : about.other])}`}
          >
            {t(`devices.sections.${name}`)}
          </LinkButton>
        ))}
      </div>
    </Section>
  );
}
