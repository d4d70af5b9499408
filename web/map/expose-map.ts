import type { RenderedMarker, RenderedZone } from './engine.ts';

/** What `window.__trekkerMap` offers while a map is shown: a look at it for tests and debugging, nothing to change. */
export interface ExposedMap {
  /** The markers drawn in the last frame, with their place on the canvas. */
  rendered(): RenderedMarker[];
  /** The labels of zones drawn in the last frame, with their place on the canvas. */
  renderedZones(): RenderedZone[];
}

declare global {
  interface Window {
    __trekkerMap?: ExposedMap;
  }
}

/** Makes a map visible to tests and to the browser's console, or takes it back. */
export function exposeMap(map: ExposedMap | null): void {
  if (!map) delete window.__trekkerMap;
  else {
    window.__trekkerMap = Object.freeze({
      rendered: () => map.rendered(),
      renderedZones: () => map.renderedZones(),
    });
  }
}
