'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useMayEverywhere, useViewing } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { showDialog } from '../../ui/dialog-address.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { AppTabs } from './app-tabs.tsx';
import { ChooseDoor } from './choose-door.tsx';
import { PHONE } from './documents.graphql.ts';

// The secret of a door is told once; while the page lives, several phones may be connected with it.
let lastToken: string | null = null;

const close = () => showDialog('connect', null);

/** Tells somebody's phone to report as a tracker: first a door, then the app's link. */
export function PhoneLinkDialog({ trackerId }: { readonly trackerId: string }) {
  const t = useTranslations('phoneLink');
  const [{ data, fetching, error }, execute] = useQuery({ query: PHONE, variables: { trackerId } });
  const tracker = data?.tracker;
  const [identifier] = tracker?.identifiers ?? [];
  return (
    <Dialog title={tracker ? t('titleOf', { name: tracker.name }) : t('title')} onClose={close}>
      {identifier !== undefined && <Steps identifier={identifier} />}
      {!tracker && fetching && <SkeletonRows rows={3} label={t('loading')} />}
      {!tracker && !fetching && <Missing onRetry={error ? () => execute({ requestPolicy: 'network-only' }) : null} />}
    </Dialog>
  );
}

/** @param onRetry asks again, or null when there is no such tracker. */
function Missing({ onRetry }: { readonly onRetry: (() => void) | null }) {
  const t = useTranslations('phoneLink');
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="danger">{t(onRetry ? 'failed' : 'noTracker')}</Notice>
      {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  );
}

function Steps({ identifier }: { readonly identifier: string }) {
  const t = useTranslations('phoneLink');
  const { deviceUrl } = useViewing();
  const mayOpenDoors = useMayEverywhere('doors:write');
  const [token, setToken] = useState(lastToken);

  function keep(next: string | null) {
    lastToken = next;
    setToken(next);
  }

  if (token === null) return <ChooseDoor mayOpen={mayOpenDoors} onChosen={keep} />;
  return (
    <div className="flex flex-col gap-4">
      <AppTabs door={{ deviceUrl, token }} identifier={identifier} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={() => keep(null)}>
          {t('otherDoor')}
        </Button>
        <Button look="primary" onClick={close}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
}
