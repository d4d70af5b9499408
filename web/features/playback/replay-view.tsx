'use client';

import { useCallback, useEffect, type ReactNode } from 'react';
import { useAddress } from '../../lists/use-address.ts';
import type { Chosen, ReplaySpan } from './playback-address.ts';
import { LaneList } from './lane-list.tsx';
import { ReplayMap } from './replay-map.tsx';
import { ReplayNotices } from './replay-notices.tsx';
import { ReplayTabs } from './replay-tabs.tsx';
import { Timeline } from './timeline.tsx';
import { Transport } from './transport.tsx';
import { usePlayer, type Replay } from './use-replay.ts';
import { useReplayData } from './use-replay-data.ts';
import { useReplayKeys } from './use-replay-keys.ts';

/** A replay: the map, the controls and the line of time below it, and beside it who it is and what happened. */
export function ReplayView({
  replay,
  who,
  span,
  controls,
  onChoose,
  onRemove,
  onReload,
}: {
  readonly replay: Replay;
  readonly who: readonly Chosen[];
  readonly span: ReplaySpan;
  readonly controls: ReactNode;
  readonly onChoose: () => void;
  /** Leaves somebody out. @param name as the address names them. */
  readonly onRemove: (name: string) => void;
  readonly onReload: (at: number | null) => void;
}) {
  const { player } = replay;
  const data = useReplayData(replay);
  useReplayKeys(player, data.events);
  useInstantInAddress(replay);
  const reload = useCallback(() => onReload(player.instant), [onReload, player]);
  return (
    <div className="grid h-full grid-cols-1 max-md:auto-rows-max max-md:overflow-y-auto md:grid-cols-[20rem_minmax(0,1fr)] md:grid-rows-[minmax(0,1fr)_auto] xl:grid-cols-[23rem_minmax(0,1fr)]">
      <div className="flex min-h-0 flex-col gap-3 border-line bg-surface p-4 max-md:contents md:row-span-2 md:overflow-y-auto md:border-e">
        <div className="flex flex-col gap-2 max-md:order-1 max-md:bg-surface max-md:p-3">{controls}</div>
        <div className="flex flex-col gap-3 max-md:order-4 max-md:bg-surface max-md:p-3">
          <LaneList replay={replay} onChoose={onChoose} onRemove={onRemove} />
          <ReplayTabs replay={replay} events={data.events} />
        </div>
      </div>
      <section className="relative min-h-0 max-md:sticky max-md:top-0 max-md:z-10 max-md:order-2 max-md:h-[42dvh]">
        <ReplayMap replay={replay} data={data} />
        <ReplayNotices replay={replay} data={data} onReload={reload} />
      </section>
      <section className="flex min-w-0 flex-col gap-2 border-t border-line bg-surface px-4 pt-2.5 pb-3 max-md:contents">
        {/* On a phone the map and what moves it stay while people and events are scrolled. */}
        <div className="min-w-0 max-md:sticky max-md:top-[42dvh] max-md:z-10 max-md:order-3 max-md:border-t max-md:border-line max-md:bg-surface max-md:px-3 max-md:py-2">
          <Transport replay={replay} events={data.events} who={who} span={span} />
        </div>
        <div className="min-w-0 max-md:order-3 max-md:bg-surface max-md:px-3 max-md:pb-3">
          <Timeline replay={replay} data={data} />
        </div>
      </section>
    </div>
  );
}

/** Keeps instant and speed in the address whenever the replay stands or is as fast as never before. */
function useInstantInAddress({ player }: Replay): void {
  const { change } = useAddress();
  const { playing, waiting, speed } = usePlayer(player);
  useEffect(() => {
    if (playing || waiting) return undefined;
    let shown: number | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Whoever drags the play head passes many instants.
    const stop = player.onFrame((instant) => {
      if (instant === shown) return;
      shown = instant;
      clearTimeout(timer);
      timer = setTimeout(() => change({ at: new Date(instant).toISOString(), speed: String(speed) }), 300);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [player, playing, waiting, speed, change]);
}
