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

/**
 * The map of the installation: MapLibre without any network, or Mapbox with the operator's token. Mapbox GL says only
 * after loading, by an error, that a token is refused, and then shows nothing; the built-in map takes its place.
 */
export async function createEngine({ mapboxToken, onFallback, ...options }: EngineChoice): Promise<MapEngine> {
  const builtIn = async () => {
    const { createMaplibreEngine } = await import('./maplibre-engine.ts');
    return createMaplibreEngine({ ...options, onFailure: () => {} });
  };
  if (!mapboxToken) return builtIn();

  try {
    const { createMapboxEngine } = await import('./mapbox-engine.ts');
    let replaced = false;
    let drawn = false;
    const mapbox = createMapboxEngine({ ...options, onFailure }, mapboxToken);
    mapbox.onReady(() => {
      drawn = true;
    });
    function onFailure(failure: MapFailure): void {
      const reason = isRefusal(failure) ? 'mapbox-refused' : 'mapbox-unavailable';
      // Once there is a map, a missing tile is no reason to take it away.
      if (replaced || (drawn && reason !== 'mapbox-refused')) return;
      replaced = true;
      mapbox.destroy();
      void builtIn().then((engine) => onFallback(reason, engine));
    }
    return mapbox;
  } catch {
    const engine = await builtIn();
    onFallback('mapbox-unavailable', engine);
    return engine;
  }
}

/** Whether Mapbox GL's error means that the token is not accepted. */
export function isRefusal(failure: MapFailure): boolean {
  const status = 'status' in failure ? failure.status : undefined;
  return status === 401 || status === 403 || /access token/i.test(failure.message);
}
