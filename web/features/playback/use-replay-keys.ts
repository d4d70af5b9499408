import { useEffect } from 'react';
import { stepFrom, type ReplayEvent } from './replay/replay-events.ts';
import type { ReplayPlayer } from './replay/replay-player.ts';
import { nextSpeed } from './replay/speeds.ts';

const STEP_MS = 10_000;

/** Space plays and pauses, arrows go from event to event (with Shift by ten seconds), + and - change the speed. */
export function useReplayKeys(player: ReplayPlayer, events: readonly ReplayEvent[]): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isBusyWith(event)) return;
      if (act(player, { key: event.key, fine: event.shiftKey, events })) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [player, events]);
}

/** Whether the key means something to what has the focus: fields, dialogs, the map; and buttons, for the space bar. */
function isBusyWith({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, dialog, canvas, [role=tab], [role=slider]')) return true;
  return key === ' ' && target.closest('button, a, summary') !== null;
}

function act(
  player: ReplayPlayer,
  { key, fine, events }: { key: string; fine: boolean; events: readonly ReplayEvent[] },
): boolean {
  const { speed } = player.state();
  switch (key) {
    case ' ':
      player.toggle();
      return true;
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = key === 'ArrowRight' ? 1 : -1;
      if (fine) player.seek(player.instant + step * STEP_MS);
      else jump(player, events, step);
      return true;
    }
    case '+':
    case '=':
    case '-':
      player.setSpeed(nextSpeed(speed, key === '-' ? -1 : 1));
      return true;
    default:
      return false;
  }
}

/** Goes to the next event, or to the one before. */
export function jump(player: ReplayPlayer, events: readonly ReplayEvent[], step: 1 | -1): void {
  const event = stepFrom(events, player.instant, step);
  if (event) player.seek(event.at);
}
