import type { StyleSpecification } from 'maplibre-gl';
import type { MapTheme } from '../map-theme.ts';

/** The operator's map of the world, by theme. */
export type Basemap = Readonly<Record<MapTheme, StyleSpecification>>;

const THEME = '{theme}';

/**
 * Loads the style of each theme. Fails where the address does not answer with a style; what lies behind the style is
 * loaded by the map. Labels are written in the fonts of the device: with the style's own `glyphs` ours would be asked
 * of its server, too, which does not have them. Only our own host, which serves the operator's file, is told who asks.
 * @param address of the style, with `{theme}` in the place of `light` or `dark`.
 */
export async function loadBasemap(address: string, ask: typeof fetch = fetch): Promise<Basemap> {
  const themed = address.includes(THEME);
  const light = loadStyle(address.replaceAll(THEME, 'light'), ask);
  const dark = themed ? loadStyle(address.replaceAll(THEME, 'dark'), ask) : light;
  const [lightStyle, darkStyle] = await Promise.all([light, dark]);
  return { light: lightStyle, dark: darkStyle };
}

async function loadStyle(address: string, ask: typeof fetch): Promise<StyleSpecification> {
  const answer = await ask(address, { credentials: 'same-origin', referrerPolicy: 'origin' });
  if (!answer.ok) throw new Error(`the basemap answers with status ${answer.status}`);
  const style: unknown = await answer.json();
  if (!isStyle(style)) throw new Error('the basemap is no MapLibre style of version 8');
  const { glyphs: _, ...rest } = style;
  return rest;
}

/** Whether it may be a style; the map looks at the rest. */
function isStyle(value: unknown): value is StyleSpecification {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === 8 &&
    'sources' in value &&
    'layers' in value &&
    Array.isArray(value.layers)
  );
}
