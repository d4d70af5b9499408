'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { useMutation } from 'urql';
import type { PushDeviceFragment } from '../../../__generated__/graphql.ts';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { AgeText } from '../../../live/age-text.tsx';
import { StaleNote } from '../../../live/stale-note.tsx';
import { useViewing } from '../../../live/viewer-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { DeviceSwitch } from './device-switch.tsx';
import { DEVICES, UNSUBSCRIBE } from './documents.graphql.ts';
import { useThisDevice } from './use-this-device.ts';

/** By which devices the user is told while no page is open: this one, to be switched on or off, and the others. */
export function DevicePanel() {
  const t = useTranslations('notificationPreferences.devices');
  const id = useId();
  const userId = useViewing().viewer.user?.id ?? null;
  const { data, staleSince, failed, reload } = useLastingQuery({ query: DEVICES });
  const here = useThisDevice(userId);
  const [, unsubscribe] = useMutation(UNSUBSCRIBE);
  const [problem, setProblem] = useState(false);
  const webPush = data?.webPush;
  const devices = webPush?.subscriptions ?? [];
  const isOn = devices.some((each) => each.id === here.subscriptionId);

  async function remove(subscriptionId: string) {
    const payload = (await unsubscribe({ input: { subscriptionId } })).data?.unsubscribeFromPush;
    setProblem(!payload);
    if (payload && subscriptionId === here.subscriptionId) await here.switchOff();
    reload();
  }

  async function turn() {
    if (isOn && here.subscriptionId !== null) return remove(here.subscriptionId);
    setProblem(false);
    await here.switchOn(webPush?.serverKey ?? '');
    reload();
  }

  return (
    <section
      aria-labelledby={id}
      className="flex flex-col gap-3 rounded-2xl border border-line bg-surface px-4 py-3 md:px-5 md:py-4"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 id={id} className="font-semibold">
          {t('title')}
        </h2>
        <StaleNote since={staleSince} />
      </div>
      {!data && !failed && <SkeletonRows rows={1} label={t('loading')} />}
      {failed && (
        <Notice tone="danger">
          {t('failed')}{' '}
          <button type="button" onClick={reload} className="font-medium underline underline-offset-4">
            {t('retry')}
          </button>
        </Notice>
      )}
      {webPush && (
        <DeviceSwitch isOn={isOn} isOffered={Boolean(webPush.serverKey)} here={here} onTurn={() => void turn()} />
      )}
      {problem && <Notice tone="danger">{t('notRemoved')}</Notice>}
      {devices.length > 0 && (
        <ul aria-label={t('list')} className="divide-y divide-line/70 border-t border-line/70">
          {devices.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              isThis={device.id === here.subscriptionId}
              onRemove={() => void remove(device.id)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function DeviceRow({
  device: { label, createdAt, lastSuccessAt },
  isThis,
  onRemove,
}: {
  readonly device: PushDeviceFragment;
  readonly isThis: boolean;
  readonly onRemove: () => void;
}) {
  const t = useTranslations('notificationPreferences.devices');
  const format = useFormatter();
  const since = format.dateTime(Date.parse(createdAt), { dateStyle: 'medium' });
  return (
    <li className="flex items-center gap-3 py-2 last:pb-0">
      <div className="min-w-0 flex-1 text-sm">
        <p className="font-medium wrap-anywhere">
          {label}
          {isThis && <span className="font-normal text-muted"> · {t('this')}</span>}
        </p>
        <p className="text-muted">
          {t('since', { date: since })} ·{' '}
          {lastSuccessAt
            ? t.rich('told', { age: () => <AgeText instant={Date.parse(lastSuccessAt)} /> })
            : t('notTold')}
        </p>
      </div>
      <Button look="quiet" className="-me-2" aria-label={t('removeOf', { label })} onClick={onRemove}>
        {t('remove')}
      </Button>
    </li>
  );
}
