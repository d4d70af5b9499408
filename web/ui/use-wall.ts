import { usePathname, useSearchParams } from 'next/navigation';

/** Whether a page fills a wall: without the frame of the app, to be read from afar. */
export interface Wall {
  readonly shown: boolean;
  /** Fills the wall, and the whole screen where the browser allows it. */
  readonly enter: () => void;
  /** Back into the frame. */
  readonly leave: () => void;
}

const PARAMETER = 'wall';
/** Pages that can fill a wall; elsewhere the parameter means nothing. */
const PAGES: readonly string[] = ['/headcount'];

/** The wall as the address says it, so that a screen in a hall can be given a link. */
export function useWall(): Wall {
  const path = usePathname();
  const shown = useSearchParams().has(PARAMETER) && PAGES.includes(path);
  return { shown, enter, leave };
}

function enter(): void {
  show(true);
  void document.documentElement.requestFullscreen?.().catch(() => null);
}

function leave(): void {
  show(false);
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => null);
}

function show(wall: boolean): void {
  const url = new URL(location.href);
  if (wall) url.searchParams.set(PARAMETER, '');
  else url.searchParams.delete(PARAMETER);
  // The page is the same, so the server is not asked for it again.
  history.replaceState(null, '', url.href.replace(/(\?|&)wall=(?=&|$)/, '$1wall'));
}
