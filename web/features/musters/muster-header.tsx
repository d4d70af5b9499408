'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { LiveMusterFragment } from '../../__generated__/graphql.ts';
import { useNow } from '../../live/live-provider.tsx';
import { SinceText } from '../../live/since-text.tsx';
import { useMay } from '../../live/viewer-provider.tsx';
import { DurationText } from '../../records/duration-text.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useRefusal } from '../../ui/use-refusal.ts';
import { PAUSE_MUSTER, RESUME_MUSTER } from './actions.graphql.ts';
import { EndDialog } from './end-dialog.tsx';
import { ModeMark, MusterStatusText } from './mode-mark.tsx';

/** What a muster is, since when, and what can be done with it as a whole. */
export function MusterHeader({ muster }: { readonly muster: LiveMusterFragment }) {
  const t = useTranslations('musters');
  const mayWrite = useMay('muster:write');
  const now = useNow();
  const { name, mode, status, place, stationPolicy, expectedMinutes } = muster;
  const startedAt = Date.parse(muster.startedAt);
  const endedAt = muster.endedAt === null ? null : Date.parse(muster.endedAt);
  return (
    <header className="flex flex-wrap items-start gap-x-6 gap-y-3 max-sm:gap-y-2">
      <div className="min-w-0 flex-1 basis-64">
        <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-2xl font-semibold tracking-tight max-sm:text-lg">
          {name} <ModeMark mode={mode} />
        </h1>
        <p className="flex flex-wrap gap-x-2 text-muted max-sm:gap-x-1 max-sm:text-sm">
          {place.name} · <MusterStatusText status={status} /> · <SinceText instant={startedAt} /> ·{' '}
          <DurationText milliseconds={Math.max(0, (endedAt ?? now) - startedAt)} />
        </p>
        <p className="text-sm text-muted max-sm:hidden">
          {t(`policies.${stationPolicy}`)}
          {expectedMinutes !== null && ` · ${t('expected', { minutes: expectedMinutes })}`}
        </p>
      </div>
      {mayWrite && endedAt === null && <Actions muster={muster} />}
    </header>
  );
}

function Actions({ muster }: { readonly muster: LiveMusterFragment }) {
  const t = useTranslations('musters');
  const tell = useRefusal();
  const [ending, setEnding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [pausing, pause] = useMutation(PAUSE_MUSTER);
  const [resuming, resume] = useMutation(RESUME_MUSTER);
  const isPaused = muster.status === 'PAUSED';

  async function turn() {
    const input = { musterId: muster.id };
    const payload = isPaused
      ? (await resume({ input })).data?.resumeMuster
      : (await pause({ input })).data?.pauseMuster;
    setProblem(payload?.muster ? null : (tell(payload?.userErrors[0]) ?? t('actionFailed')));
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      {problem && (
        <span role="alert" className="text-sm text-danger">
          {problem}
        </span>
      )}
      {muster.stations[0] && (
        <LinkButton href={`/check-in/code?for=${encodeURIComponent(`station:${muster.id}:${muster.stations[0].id}`)}`}>
          <Icon name="qr" size={16} />
          {t('codes')}
        </LinkButton>
      )}
      <Button disabled={pausing.fetching || resuming.fetching} onClick={() => void turn()}>
        {t(isPaused ? 'resume' : 'pause')}
      </Button>
      <Button onClick={() => setEnding(true)}>{t('end.open')}</Button>
      {ending && <EndDialog muster={muster} onClose={() => setEnding(false)} />}
    </div>
  );
}
