import { DARK, layers, LIGHT, type Flavor } from '@protomaps/basemaps';
import type { LayerSpecification } from 'maplibre-gl';
import type { MapTheme } from '../../map/map-theme.ts';
import { PALETTES } from '../../map/palette.ts';

/** Whether layers of vector tiles are those of the Protomaps schema (docs.protomaps.com/basemaps/layers). */
export function isProtomaps(names: readonly string[]): boolean {
  return ['earth', 'water', 'roads'].every((name) => names.includes(name));
}

/** The layers of a Protomaps map in the colours of our own plans, with names in the fonts of the device. */
export function protomapsLayers(
  source: string,
  { theme, language }: { readonly theme: MapTheme; readonly language: string },
): LayerSpecification[] {
  return layers(source, flavor(theme), { lang: language })
    .filter(({ id, type }) => type !== 'background' && !MEANINGLESS_WITHOUT_IMAGES.has(id))
    .map((layer) => withoutImages(inDeviceFonts(layer) as LayerSpecification));
}

/** Arrows of one-way streets and signs with the numbers of roads. */
const MEANINGLESS_WITHOUT_IMAGES: ReadonlySet<string> = new Set(['roads_oneway', 'roads_shields']);

function flavor(theme: MapTheme): Flavor {
  const { ground, plan } = PALETTES[theme];
  const { WATER, GREEN, PAVED, ROAD } = plan.ground;
  const green = { park_a: GREEN, park_b: GREEN, wood_a: GREEN, wood_b: GREEN, scrub_a: GREEN, scrub_b: GREEN };
  const paved = { industrial: PAVED, hospital: PAVED, school: PAVED, pedestrian: PAVED, aerodrome: PAVED };
  const label = {
    roads_label_minor: plan.label,
    roads_label_minor_halo: plan.labelHalo,
    roads_label_major: plan.label,
    roads_label_major_halo: plan.labelHalo,
    subplace_label: plan.label,
    subplace_label_halo: plan.labelHalo,
    city_label: plan.label,
    city_label_halo: plan.labelHalo,
    state_label: plan.label,
    state_label_halo: plan.labelHalo,
    country_label: plan.label,
    ocean_label: plan.label,
    address_label: plan.label,
    address_label_halo: plan.labelHalo,
  };
  const roads = theme === 'light' ? { minor_a: ROAD, minor_b: ROAD, link: ROAD, major: ROAD, highway: ROAD } : {};
  const areas = { earth: ground, water: WATER, beach: PAVED, sand: PAVED, zoo: GREEN, military: PAVED };
  const base = theme === 'light' ? LIGHT : DARK;
  return { ...base, ...areas, ...green, ...paved, ...roads, ...label, buildings: plan.lowRoof };
}

/**
 * The same part of a style in the fonts of the device. Scripts for which Protomaps has fonts of its own, with texts made
 * for these fonts beside, are written from their common texts.
 */
function inDeviceFonts(part: unknown): unknown {
  if (typeof part === 'string') return part.replace(/^pgf:/, '');
  if (Array.isArray(part))
    return isFonts(part) ? ['system-ui', 'sans-serif'] : part.map((each: unknown) => inDeviceFonts(each));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, inDeviceFonts(value)]));
}

function isFonts(part: readonly unknown[]): boolean {
  return part.length > 0 && part.every((font) => typeof font === 'string' && font.startsWith('Noto Sans'));
}

function withoutImages(layer: LayerSpecification): LayerSpecification {
  if (layer.type !== 'symbol' || !layer.layout) return layer;
  const layout = Object.entries(layer.layout).filter(([name]) => !name.startsWith('icon-'));
  return { ...layer, layout: Object.fromEntries(layout) };
}
