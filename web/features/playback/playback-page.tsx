'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useAddress } from '../../lists/use-address.ts';
import { useNow } from '../../live/live-provider.tsx';
import { dayOf } from '../../live/zoned-days.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { chosenIn, instantIn, nameOf, spanIn, type Chosen } from './playback-address.ts';
import { speedIn } from './replay/speeds.ts';
import { ReplayView } from './replay-view.tsx';
import { SpanControl } from './span-control.tsx';
import { useReplay, type ReplayState } from './use-replay.ts';
import { WhoDialog } from './who-dialog.tsx';

/** Replays where trackers were: chooses who and when, and shows what there is. */
export function PlaybackPage() {
  const t = useTranslations('playback');
  const { parameters, change } = useAddress();
  const timeZone = useTimeZone() ?? 'UTC';
  const today = dayOf(useNow(), timeZone);
  const whoText = parameters.get('who');
  const who = useMemo(() => chosenIn(whoText), [whoText]);
  const [day, from, to] = ['day', 'from', 'to'].map((name) => parameters.get(name));
  const span = useMemo(() => spanIn(parameters, { today, timeZone }), [day, from, to, today, timeZone]);
  const speed = speedIn(parameters.get('speed'));
  const { state, reload } = useReplay(who, { span, at: instantIn(parameters, 'at'), speed });
  const [choosing, setChoosing] = useState(false);
  const choose = (next: readonly Chosen[]) => change({ who: next.map(nameOf), at: null });

  const controls = (
    <>
      <h1 className="text-lg font-semibold tracking-tight">{t('title')}</h1>
      <SpanControl span={span} today={today} onChange={(next) => change({ ...next, at: null })} />
    </>
  );
  return (
    <div className="h-full">
      {state.kind === 'ready' ? (
        <ReplayView
          replay={state.replay}
          who={who}
          span={span}
          controls={controls}
          onChoose={() => setChoosing(true)}
          onRemove={(name) => choose(who.filter((each) => nameOf(each) !== name))}
          onReload={reload}
        />
      ) : (
        <div className="mx-auto flex h-full max-w-2xl flex-col gap-4 overflow-y-auto p-4">
          {controls}
          <Nothing state={state} onChoose={() => setChoosing(true)} onReload={() => reload(null)} />
        </div>
      )}
      {choosing && <WhoDialog chosen={who} onChange={choose} onClose={() => setChoosing(false)} />}
    </div>
  );
}

function Nothing({
  state,
  onChoose,
  onReload,
}: {
  readonly state: Exclude<ReplayState, { kind: 'ready' }>;
  readonly onChoose: () => void;
  readonly onReload: () => void;
}) {
  const t = useTranslations('playback');
  if (state.kind === 'loading') return <SkeletonRows rows={6} label={t('loading')} />;
  if (state.kind === 'nobody') {
    const add = (
      <Button look="primary" onClick={onChoose}>
        {t('choose')}
      </Button>
    );
    return (
      <EmptyState icon="replay" title={t('nobody.title')} action={add}>
        {t('nobody.text')}
      </EmptyState>
    );
  }
  if (state.kind === 'future')
    return (
      <EmptyState icon="clock" title={t('future.title')}>
        {t('future.text')}
      </EmptyState>
    );
  const forbidden = state.codes.includes('FORBIDDEN');
  return (
    <EmptyState
      icon="warning"
      title={forbidden ? t('forbidden') : t('failed.title')}
      action={<Button onClick={onReload}>{t('failed.retry')}</Button>}
    >
      {forbidden ? null : t('failed.text')}
    </EmptyState>
  );
}
