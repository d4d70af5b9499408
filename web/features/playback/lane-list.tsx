'use client';

import { useTranslations } from 'next-intl';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { LaneBadge } from './lane-badge.tsx';
import { LaneReadout } from './lane-readout.tsx';
import { MOST_LANES } from './playback-address.ts';
import type { ReplayLane } from './replay/replay-lane.ts';
import { useInstant, usePlayer, type Replay } from './use-replay.ts';

/** Who is replayed: where each of them is, the same as the map shows, in words. */
export function LaneList({
  replay,
  onChoose,
  onRemove,
}: {
  readonly replay: Replay;
  readonly onChoose: () => void;
  readonly onRemove: (name: string) => void;
}) {
  const t = useTranslations('playback');
  const { lanes, without, missing, cut } = replay;
  return (
    <section aria-label={t('who')} className="flex flex-col gap-2">
      <ul className="flex flex-col divide-y divide-line/70">
        {lanes.map((lane, index) => (
          <Lane
            key={`${lane.trackerId} ${lane.chosen}`}
            replay={replay}
            lane={lane}
            index={index}
            onRemove={onRemove}
          />
        ))}
      </ul>
      {without.map((name) => (
        <Notice key={name} tone="info">
          {t('carriedNone', { name })}
        </Notice>
      ))}
      {missing > 0 && <Notice tone="warning">{t('missing', { count: missing })}</Notice>}
      {cut && <Notice tone="warning">{t('cut', { count: MOST_LANES })}</Notice>}
      <Button onClick={onChoose}>
        <Icon name="plus" size={16} />
        {t('choose')}
      </Button>
    </section>
  );
}

function Lane({
  replay,
  lane,
  index,
  onRemove,
}: {
  readonly replay: Replay;
  readonly lane: ReplayLane;
  readonly index: number;
  readonly onRemove: (name: string) => void;
}) {
  const t = useTranslations('playback');
  const { player, facts } = replay;
  const instant = useInstant(player);
  const { following } = usePlayer(player);
  const { number, label, detail, chosen } = lane;
  const follows = following.has(index);
  const toggle = () =>
    player.follow(follows ? following.difference(new Set([index])) : following.union(new Set([index])));
  return (
    <li data-lane={lane.trackerId} className="flex items-center gap-2.5 py-1.5">
      <LaneBadge number={number} />
      <div className="min-w-0 flex-1">
        <p className="flex gap-1.5 text-sm">
          <span className="truncate font-medium">{label}</span>
          {detail && <span className="truncate text-muted">{detail}</span>}
        </p>
        <LaneReadout
          where={player.whereabouts(index, instant)}
          empty={!facts.lanes[index]?.track}
          distanceMeters={facts.lanes[index]?.distanceMeters ?? 0}
        />
      </div>
      <IconButton
        label={t('follow', { name: label })}
        aria-pressed={follows}
        onClick={toggle}
        className={classNames('size-8', follows && 'bg-accent-soft text-accent')}
      >
        <Icon name="follow" size={16} />
      </IconButton>
      <IconButton label={t('remove', { name: label })} onClick={() => onRemove(chosen)} className="size-8">
        <Icon name="close" size={16} />
      </IconButton>
    </li>
  );
}
