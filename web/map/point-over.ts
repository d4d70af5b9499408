import type { GlMap } from './gl-map.ts';

/** Shows by the cursor that some layers can be clicked. */
export function pointOver(map: GlMap, layers: readonly string[]): void {
  const under = new Set<string>();
  for (const layer of layers) {
    map.on('mouseenter', layer, () => {
      under.add(layer);
      map.getCanvas().style.cursor = 'pointer';
    });
    map.on('mouseleave', layer, () => {
      under.delete(layer);
      map.getCanvas().style.cursor = under.size ? 'pointer' : '';
    });
  }
}
