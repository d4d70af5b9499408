import type { EngineOptions, MapEngine, MapFailure } from './engine.ts';

/** Why a map is not the one the operator asked for. */
export type EngineFallback = 'mapbox-refused' | 'mapbox-unavailable';

/** What the choice depends on. */
export interface EngineChoice extends Omit<EngineOptions, 'onFailure'> {
  /** The operator's Mapbox token, or null. */
  readonly mapboxToken: string | null;
  /** Told when the map had to be replaced by the built-in one; the new one is passed along. */
  readonly onFallback: (reason: EngineFallback, engine: MapEngine) => void;
}

/** How the libraries come; each only when it is needed. */
export interface EngineLoaders {
  maplibre(): Promise<(options: EngineOptions) => MapEngine>;
  mapbox(): Promise<(options: EngineOptions, accessToken: string) => MapEngine>;
}

const LOADERS: EngineLoaders = {
  maplibre: async () => (await import('./maplibre-engine.ts')).createMaplibreEngine,
  mapbox: async () => (await import('./load-mapbox.ts')).createMapbox,
};

// Mapbox waits for its servers without end and without a word.
const DRAWN_WITHIN_MS = 15_000;

/**
 * The map of the installation: MapLibre without any network, or Mapbox with the operator's token. Mapbox GL says only
 * after loading, by an error, that a token is refused, and then shows nothing; the built-in map takes its place.
 */
export async function createEngine(
  { mapboxToken, onFallback, ...options }: EngineChoice,
  loaders: EngineLoaders = LOADERS,
): Promise<MapEngine> {
  const builtIn = async () => (await loaders.maplibre())({ ...options, onFailure: () => {} });
  if (!mapboxToken) return builtIn();
  try {
    const createMapbox = await loaders.mapbox();
    return watched((onFailure) => createMapbox({ ...options, onFailure }, mapboxToken), {
      isShown: () => options.container.isConnected,
      fallBack: (reason) => void builtIn().then((engine) => onFallback(reason, engine)),
    });
  } catch (error) {
    // A secret token in the place of a public one is refused at once.
    const refused = error instanceof Error && isRefusal(error);
    options.container.replaceChildren();
    const engine = await builtIn();
    onFallback(refused ? 'mapbox-refused' : 'mapbox-unavailable', engine);
    return engine;
  }
}

/** A Mapbox map that is taken away, once, when it turns out to stay empty. */
function watched(
  create: (onFailure: (failure: MapFailure) => void) => MapEngine,
  { isShown, fallBack }: { isShown: () => boolean; fallBack: (reason: EngineFallback) => void },
): MapEngine {
  let replaced = false;
  let drawn = false;
  function replace(reason: EngineFallback): void {
    // Once there is a map, a missing tile is no reason to take it away.
    if (replaced || (drawn && reason !== 'mapbox-refused')) return;
    replaced = true;
    clearTimeout(waiting);
    mapbox.destroy();
    fallBack(reason);
  }
  const waiting = setTimeout(() => isShown() && replace('mapbox-unavailable'), DRAWN_WITHIN_MS);
  const mapbox = create((failure) => replace(isRefusal(failure) ? 'mapbox-refused' : 'mapbox-unavailable'));
  mapbox.onReady(() => {
    drawn = true;
    clearTimeout(waiting);
  });
  return mapbox;
}

/** Whether Mapbox GL's error means that the token is not accepted. */
export function isRefusal(failure: MapFailure): boolean {
  const status = 'status' in failure ? failure.status : undefined;
  return status === 401 || status === 403 || /access token/i.test(failure.message);
}
