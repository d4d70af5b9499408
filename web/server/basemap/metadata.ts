/** What an archive says of itself that is used here. */
export interface ArchiveMetadata {
  /** Whose map it is, as it was written: often HTML. */
  readonly attribution: string;
  /** Names of the layers of vector tiles. */
  readonly layers: readonly string[];
}

/** Reads the metadata of an archive; what is not as it should be counts as absent. Fails where it is no JSON object. */
export function readMetadata(text: string): ArchiveMetadata {
  const value: unknown = text.trim() === '' ? {} : JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new Error('its metadata is no JSON object');
  const { attribution, vector_layers: layers } = value as Record<string, unknown>;
  return {
    attribution: typeof attribution === 'string' ? attribution : '',
    layers: Array.isArray(layers) ? layers.flatMap(nameOf) : [],
  };
}

function nameOf(layer: unknown): string[] {
  const id = typeof layer === 'object' && layer !== null && 'id' in layer ? layer.id : undefined;
  return typeof id === 'string' && id !== '' ? [id] : [];
}
