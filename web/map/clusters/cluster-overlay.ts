import type { RenderedMarker } from '../engine.ts';
import type { GlMap } from '../gl-map.ts';
import { makeBadge, paintBadge } from './badge.ts';
import { NO_CLUSTERS, PLAIN_TEXTS, type Cluster, type Clustering, type ClusterTexts } from './cluster.ts';
import { keptClear, type ScreenPlace } from './keep-clear.ts';

// A pointer that went so far pulled the map and meant no button, CSS pixels.
const PULLED_PX = 4;

/** Clusters as buttons above a map's canvas, which pointer and keyboard reach alike. They stay as the map moves below them. */
export class ClusterOverlay {
  readonly #map: GlMap;
  readonly #badges = new Map<string, HTMLButtonElement>();
  readonly #listeners = new Set<(cluster: Cluster) => void>();
  readonly #place = () => this.#placeAll();
  #root: HTMLElement | null = null;
  #inert = false;
  #shown: Clustering = NO_CLUSTERS;
  #texts = PLAIN_TEXTS;

  constructor(map: GlMap) {
    this.#map = map;
  }

  /** Shows these clusters in place of those before. Who is shown by the same tracker keeps its button, and the focus. */
  show(clustering: Clustering, texts: ClusterTexts): void {
    if (clustering === this.#shown && texts === this.#texts) return;
    this.#shown = clustering;
    this.#texts = texts;
    const keys = new Set(clustering.clusters.map(({ key }) => key));
    for (const [key, badge] of this.#badges) if (!keys.has(key)) this.#remove(key, badge);
    for (const cluster of clustering.clusters) paintBadge(this.#badgeOf(cluster), cluster, texts);
    this.#placeAll();
  }

  /** Calls `listener` with a cluster somebody presses; returns how to stop. */
  onOpen(listener: (cluster: Cluster) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** While something else takes clicks on the map, clusters are only to be seen. */
  setInert(inert: boolean): void {
    this.#inert = inert;
    if (this.#root) this.#root.inert = inert;
  }

  /** The members of clusters that have no marker of their own, each where its cluster stands. */
  rendered(): RenderedMarker[] {
    if (!this.#shown.hidden.size) return [];
    const kept = this.#shown.kept.map((point) => this.#project(point));
    return this.#shown.clusters.flatMap((cluster) => {
      const { x, y } = keptClear(this.#project(cluster), kept);
      if (!this.#isInView({ x, y })) return [];
      return cluster.members().map((member) => ({ ...member, clustered: true, x, y }));
    });
  }

  destroy(): void {
    this.#listeners.clear();
    if (!this.#root) return;
    this.#map.off('move', this.#place);
    this.#map.off('resize', this.#place);
    this.#root.remove();
  }

  #placeAll(): void {
    const kept = this.#shown.kept.map((point) => this.#project(point));
    for (const cluster of this.#shown.clusters) {
      const badge = this.#badges.get(cluster.key);
      if (!badge) continue;
      const place = keptClear(this.#project(cluster), kept);
      badge.hidden = !this.#isInView(place);
      badge.style.transform = `translate(${place.x}px, ${place.y}px) translate(-50%, -50%)`;
    }
  }

  #badgeOf({ key }: Cluster): HTMLButtonElement {
    const known = this.#badges.get(key);
    if (known) return known;
    const badge = makeBadge();
    this.#listen(badge, key);
    this.#badges.set(key, badge);
    this.#mounted().append(badge);
    return badge;
  }

  #listen(badge: HTMLButtonElement, key: string): void {
    let pressed: ScreenPlace | null = null;
    badge.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => (pressed = { x, y }));
    badge.addEventListener('dblclick', (event) => event.stopPropagation());
    badge.addEventListener('click', (event) => {
      // The map takes what reaches it for a click on the ground.
      event.stopPropagation();
      const pulled = pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > PULLED_PX;
      pressed = null;
      if (pulled && event.detail) return;
      const cluster = this.#shown.clusters.find((one) => one.key === key);
      if (cluster) for (const listener of this.#listeners) listener(cluster);
    });
  }

  /** Whoever had the focus on a cluster that is no more goes on from the map. */
  #remove(key: string, badge: HTMLButtonElement): void {
    if (badge === document.activeElement) this.#map.getCanvas().focus();
    badge.remove();
    this.#badges.delete(key);
  }

  #mounted(): HTMLElement {
    if (this.#root) return this.#root;
    const root = document.createElement('div');
    // Places on the screen are told from the left, whichever way people read.
    root.dir = 'ltr';
    root.dataset['clusters'] = '';
    root.inert = this.#inert;
    root.className = 'pointer-events-none absolute inset-0 overflow-hidden';
    // The map's own gestures begin on its canvas and on what lies in the same parent.
    this.#map.getCanvas().parentElement?.append(root);
    this.#map.on('move', this.#place);
    this.#map.on('resize', this.#place);
    this.#root = root;
    return root;
  }

  #project({ latitude, longitude }: { latitude: number; longitude: number }): ScreenPlace {
    const { x, y } = this.#map.project([longitude, latitude]);
    return { x, y };
  }

  #isInView({ x, y }: ScreenPlace): boolean {
    const { clientWidth, clientHeight } = this.#map.getCanvas();
    return x >= 0 && y >= 0 && x <= clientWidth && y <= clientHeight;
  }
}
