import type { RenderedMarker } from './engine.ts';

/** What `window.__trekkerMap` offers while a map is shown: a look at it for tests and debugging, nothing to change. */
export interface ExposedMap {
  /** The markers drawn in the last frame, with their place on the canvas. */
  rendered(): RenderedMarker[];
}

declare global {
  interface Window {
    __trekkerMap?: ExposedMap;
  }
}

/** Makes a map visible to tests and to the browser's console, or takes it back. */
export function exposeMap(map: ExposedMap | null): void {
  if (map) window.__trekkerMap = Object.freeze({ rendered: () => map.rendered() });
  else delete window.__trekkerMap;
}
