import { useEffect, useState } from 'react';

/** Keeps the screen awake while the view is there and seen, where the browser can and lets it. */
export function useAwakeScreen(): void {
  useEffect(() => {
    let over = false;
    let lock: WakeLockSentinel | null = null;
    async function ask() {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      const got = await navigator.wakeLock.request('screen').catch(() => null);
      if (over) await got?.release();
      else lock = got;
    }
    // The browser takes it back when the page is hidden.
    const again = () => void ask();
    again();
    document.addEventListener('visibilitychange', again);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, []);
}

/** Whether the page fills the screen. @param onLeft called when it no longer does, as Escape makes it. */
export function useFullScreen(onLeft: () => void): boolean {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null);
    look();
    const changed = () => {
      look();
      if (!document.fullscreenElement) onLeft();
    };
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, [onLeft]);
  return full;
}

/** Calls `onEscape` for the key, unless something in front of the page takes it. */
export function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onEscape();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onEscape]);
}
