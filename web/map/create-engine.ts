import type { Basemap } from './basemap/load-basemap.ts';
import type { EngineOptions, MapEngine, MapFailure } from './engine.ts';

/** Why a map is not the one the operator asked for. */
export type EngineFallback = 'mapbox-refused' | 'mapbox-unavailable' | 'basemap-unavailable';

/** What the choice depends on. */
export interface EngineChoice extends Omit<EngineOptions, 'onFailure'> {
  /** The operator's Mapbox token, or null. */
  readonly mapboxToken: string | null;
  /** Address of the operator's basemap for the built-in map, or null. */
  readonly basemapUrl: string | null;
  /** Told when the map had to be replaced by the built-in one; the new one is passed along. */
  readonly onFallback: (reason: EngineFallback, engine: MapEngine) => void;
}

/** How the libraries come; each only when it is needed. */
export interface EngineLoaders {
  maplibre(): Promise<(options: EngineOptions, basemap: Basemap | null) => MapEngine>;
  mapbox(): Promise<(options: EngineOptions, accessToken: string) => MapEngine>;
  basemap(address: string): Promise<Basemap>;
}

const LOADERS: EngineLoaders = {
  maplibre: async () => (await import('./maplibre-engine.ts')).createMaplibreEngine,
  mapbox: async () => (await import('./load-mapbox.ts')).createMapbox,
  basemap: async (address) => (await import('./basemap/load-basemap.ts')).loadBasemap(address),
};

// Mapbox, and a basemap, wait for their servers without end and without a word.
const DRAWN_WITHIN_MS = 15_000;

/**
 * The map of the installation: MapLibre without any network or on the operator's basemap, or Mapbox with the operator's
 * token. Mapbox GL says only after loading, by an error, that a token is refused, and then shows nothing; the built-in
 * map takes its place. So does bare ground in place of a basemap that cannot be had.
 */
export async function createEngine(
  { mapboxToken, basemapUrl, onFallback, ...options }: EngineChoice,
  loaders: EngineLoaders = LOADERS,
): Promise<MapEngine> {
  const isShown = () => options.container.isConnected;
  const bare = async () => (await loaders.maplibre())({ ...options, onFailure: () => {} }, null);
  const builtIn = () => (basemapUrl ? onBasemap(basemapUrl) : bare());

  /** What comes in place of a map that could not even begin. */
  async function instead(make: () => Promise<MapEngine>, reason: EngineFallback): Promise<MapEngine> {
    options.container.replaceChildren();
    const engine = await make();
    onFallback(reason, engine);
    return engine;
  }

  async function onBasemap(address: string): Promise<MapEngine> {
    try {
      const [create, basemap] = await Promise.all([loaders.maplibre(), loaders.basemap(address)]);
      return watched((onFailure) => create({ ...options, onFailure }, basemap), {
        isShown,
        // Of a source that is not there nothing will ever be drawn.
        isFinal: ({ ofSource = false }) => ofSource,
        fallBack: () => void bare().then((engine) => onFallback('basemap-unavailable', engine)),
      });
    } catch {
      return instead(bare, 'basemap-unavailable');
    }
  }

  if (!mapboxToken) return builtIn();
  const reasonOf = (refused: boolean) => (refused ? 'mapbox-refused' : 'mapbox-unavailable');
  try {
    const createMapbox = await loaders.mapbox();
    return watched((onFailure) => createMapbox({ ...options, onFailure }, mapboxToken), {
      isShown,
      isFinal: isRefusal,
      fallBack: (refused) => void builtIn().then((engine) => onFallback(reasonOf(refused), engine)),
    });
  } catch (error) {
    // A secret token in the place of a public one is refused at once.
    return instead(builtIn, reasonOf(error instanceof Error && isRefusal(error)));
  }
}

/** A map that is taken away, once, when it turns out to stay empty. */
function watched(
  create: (onFailure: (failure: MapFailure) => void) => MapEngine,
  {
    isShown,
    isFinal,
    fallBack,
  }: {
    isShown: () => boolean;
    /** Whether a failure empties even a map that was drawn. */
    isFinal: (failure: MapFailure) => boolean;
    fallBack: (final: boolean) => void;
  },
): MapEngine {
  let replaced = false;
  let drawn = false;
  function replace(final: boolean): void {
    // Once there is a map, a missing tile is no reason to take it away.
    if (replaced || (drawn && !final)) return;
    replaced = true;
    clearTimeout(waiting);
    engine.destroy();
    fallBack(final);
  }
  const waiting = setTimeout(() => isShown() && replace(false), DRAWN_WITHIN_MS);
  const engine = create((failure) => replace(isFinal(failure)));
  engine.onReady(() => {
    drawn = true;
    clearTimeout(waiting);
  });
  return engine;
}

/** Whether Mapbox GL's error means that the token is not accepted. */
export function isRefusal(failure: MapFailure): boolean {
  const status = 'status' in failure ? failure.status : undefined;
  return status === 401 || status === 403 || /access token/i.test(failure.message);
}
