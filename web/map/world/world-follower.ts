import type { GlMap } from '../gl-map.ts';
import { WORLD_UNTIL_ZOOM } from '../layers/world.ts';
import { readWorld, type PackedWorld, type World } from './read-world.ts';

// A map that is on its way to a site shows the world for a moment only.
const STAYS_MS = 800;

/** Draws the world once somebody stays so far away from any site that it helps; it is loaded then and not before. */
export function followWorld(
  map: GlMap,
  draw: (world: World) => void,
  load: () => Promise<World> = loadWorld,
): () => void {
  let world: World | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function show(): Promise<void> {
    // Without it the ground stays bare; the next move asks again.
    if (!stopped && map.getZoom() < WORLD_UNTIL_ZOOM) world = await load().catch(() => null);
    if (world && !stopped) draw(world);
    // Not before: while it is on its way nobody asks for it again.
    timer = undefined;
  }

  function look(): void {
    if (!world && map.getZoom() < WORLD_UNTIL_ZOOM) timer ??= setTimeout(() => void show(), STAYS_MS);
  }

  function redraw(): void {
    if (world) draw(world);
    else look();
  }

  map.on('move', look);
  map.on('style.load', redraw);
  return () => {
    stopped = true;
    clearTimeout(timer);
    map.off('move', look);
    map.off('style.load', redraw);
  };
}

async function loadWorld(): Promise<World> {
  const answer = await fetch(new URL('./world.json', import.meta.url));
  if (!answer.ok) throw new Error(`the world answers with status ${answer.status}`);
  // The file is our own.
  return readWorld((await answer.json()) as PackedWorld);
}
