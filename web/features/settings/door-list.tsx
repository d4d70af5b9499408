'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { DoorsQuery } from '../../__generated__/graphql.ts';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SureDialog } from '../../ui/sure-dialog.tsx';
import { Cell, Table } from '../../ui/table.tsx';
import { CLOSE_DOOR, DOORS } from './documents.graphql.ts';

type Door = DoorsQuery['ingestDoors'][number];

/** The doors through which phones and trackers report, and how to close one. */
export function DoorList() {
  const t = useTranslations('settings.doors');
  const format = useFormatter();
  const mayClose = useMayEverywhere('doors:write');
  const [{ data, fetching }, ask] = useQuery({ query: DOORS, requestPolicy: 'cache-and-network' });
  const [closing, setClosing] = useState<Door | null>(null);
  if (!data && fetching) return <SkeletonRows rows={3} label={t('loading')} />;
  if (!data) {
    const retry = () => ask({ requestPolicy: 'network-only' });
    return <EmptyState icon="warning" title={t('failed')} action={<Button onClick={retry}>{t('retry')}</Button>} />;
  }
  if (!data.ingestDoors.length) return <EmptyState icon="tracker" title={t('empty')} />;
  const columns = [t('name'), t('token'), t('opened'), t('state'), ''].map((name) => ({ name }));
  const time = (instant: string) => format.dateTime(Date.parse(instant), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className="overflow-hidden border-line md:rounded-2xl md:border md:bg-surface">
      <Table label={t('title')} columns={columns}>
        {data.ingestDoors.map((door) => (
          <tr key={door.id}>
            <Cell heading>{door.name}</Cell>
            <Cell label={t('token')}>
              <code>{door.tokenPrefix}…</code>
            </Cell>
            <Cell label={t('opened')}>{time(door.createdAt)}</Cell>
            <Cell label={t('state')} muted={door.closedAt !== null}>
              {door.closedAt ? t('closedAt', { time: time(door.closedAt) }) : t('open')}
            </Cell>
            <Cell>
              {mayClose && !door.closedAt && (
                <Button aria-label={t('closeNamed', { name: door.name })} onClick={() => setClosing(door)}>
                  {t('close')}
                </Button>
              )}
            </Cell>
          </tr>
        ))}
      </Table>
      {closing && <CloseDoor door={closing} onDone={() => setClosing(null)} />}
    </div>
  );
}

function CloseDoor({ door, onDone }: { readonly door: Door; readonly onDone: () => void }) {
  const t = useTranslations('settings.doors');
  const [, close] = useMutation(CLOSE_DOOR);
  const closeIt = async () => {
    const payload = (await close({ input: { doorId: door.id } })).data?.closeIngestDoor;
    if (!payload?.door) return payload?.userErrors;
    onDone();
    return null;
  };
  return (
    <SureDialog
      title={t('closeNamed', { name: door.name })}
      text={t('closeWarning')}
      confirm={t('close')}
      act={closeIt}
      onClose={onDone}
    />
  );
}
