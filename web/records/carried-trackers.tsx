'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import type { ConnectionStatus } from '../__generated__/graphql.ts';
import { HeardText } from '../lists/heard-text.tsx';
import { SinceText } from '../live/since-text.tsx';
import { StatusText } from '../live/status-text.tsx';
import { useMay } from '../live/viewer-provider.tsx';
import { Button } from '../ui/button.tsx';
import { showDialog } from '../ui/dialog-address.ts';
import { Icon } from '../ui/icon.tsx';
import { BatteryText } from './battery-text.tsx';
import { GiveTrackerDialog } from './give-tracker-dialog.tsx';
import { ReturnTracker } from './return-tracker.tsx';
import { Section } from './section.tsx';

/** A tracker as its carrier's page shows it. */
export interface CarriedTracker {
  readonly id: string;
  readonly name: string;
  readonly identifiers: readonly string[];
  readonly connection: ConnectionStatus;
  readonly lastHeardAt: string | null;
  readonly assignment: { readonly id: string; readonly from: string } | null;
}

/** The trackers of a person or an asset, which may be given, returned and connected. */
export function CarriedTrackers({
  carrier,
  trackers,
  onChanged,
}: {
  readonly carrier: { readonly kind: 'person' | 'asset'; readonly id: string; readonly name: string };
  readonly trackers: readonly CarriedTracker[];
  readonly onChanged: () => void;
}) {
  const t = useTranslations('records.carried');
  const mayChange = useMay('trackers:write');
  const [giving, setGiving] = useState(false);

  function done() {
    setGiving(false);
    onChanged();
  }

  return (
    <Section
      title={t('title')}
      action={
        mayChange && (
          <span className="flex flex-wrap gap-2">
            <Button onClick={() => setGiving(true)}>{t('give')}</Button>
            <Button look="primary" onClick={() => showDialog('add-tracker', `${carrier.kind}:${carrier.id}`)}>
              <Icon name="plus" size={16} />
              {t('add')}
            </Button>
          </span>
        )
      }
    >
      {!trackers.length && <p className="text-sm text-muted">{t(`none.${carrier.kind}`)}</p>}
      <ul className="divide-y divide-line/70">
        {trackers.map((tracker) => (
          <li key={tracker.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
            <span className="min-w-0 flex-1 basis-48">
              <Link
                prefetch={false}
                href={`/trackers/${tracker.id}`}
                className="font-medium underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
              >
                {tracker.name}
              </Link>
              <span className="block font-mono text-[0.8125rem] break-all text-muted">
                {tracker.identifiers.join(', ')}
              </span>
              {tracker.assignment && (
                <span className="block text-sm text-muted">
                  {t('carried')} <SinceText instant={Date.parse(tracker.assignment.from)} />
                </span>
              )}
            </span>
            <span className="flex flex-col items-end gap-0.5 text-sm">
              <StatusText status={tracker.connection} />
              <HeardText trackers={[tracker]} />
              <BatteryText trackerId={tracker.id} />
            </span>
            {mayChange && (
              <span className="flex flex-wrap items-center gap-2">
                <Button onClick={() => showDialog('connect', tracker.id)}>{t('connect')}</Button>
                {tracker.assignment && <ReturnTracker assignmentId={tracker.assignment.id} onDone={onChanged} />}
              </span>
            )}
          </li>
        ))}
      </ul>
      {giving && <GiveTrackerDialog carrier={carrier} onClose={() => setGiving(false)} onDone={done} />}
    </Section>
  );
}
