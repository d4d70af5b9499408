import type { CSSProperties } from 'react';
import { contrast, mixed } from '../../ui/contrast.ts';

/** The darkest and lightest grounds an accent stands on, by theme; those of `app/globals.css`. */
const GROUNDS = { light: ['#ffffff', '#eaeef0'], dark: ['#0b1115', '#18232a'] } as const;
const INK = { light: '#000000', dark: '#ffffff' } as const;
const LEAST_CONTRAST = 4.5;
const STEP = 0.04;

type Theme = keyof typeof GROUNDS;

/**
 * The product's accents in a tenant's colour, as custom properties. Darkened or lightened until text in it can be read
 * in either theme, because a brand knows nothing of ours. Without a colour, or with one that is none: nothing.
 */
export function brandColors(color: string | null | undefined): CSSProperties {
  if (!color || !/^#[0-9a-f]{6}$/i.test(color)) return {};
  const accent = both((theme) => readable(color, theme));
  const properties = {
    '--color-accent': accent,
    '--color-accent-text': both((theme) => textOn(readable(color, theme), theme)),
    '--color-accent-hover': both((theme) => mixed(readable(color, theme), INK[theme], 0.15)),
    '--color-accent-soft': both((theme) => softGround(readable(color, theme), theme)),
  };
  // React takes custom properties, which its types do not list.
  return properties as CSSProperties;
}

/** The nearest shade of a colour that can be read on every ground of a theme, its own soft one included. */
export function readable(color: string, theme: Theme): string {
  let shade = color.toLowerCase();
  const fits = () =>
    [...GROUNDS[theme], softGround(shade, theme)].every((ground) => contrast(shade, ground) >= LEAST_CONTRAST);
  for (let share = STEP; !fits() && share <= 1; share += STEP) shade = mixed(color, INK[theme], share);
  return shade;
}

/** The ground of what is chosen: a breath of the accent. */
export function softGround(accent: string, theme: Theme): string {
  return mixed(GROUNDS[theme][0], accent, theme === 'light' ? 0.1 : 0.2);
}

/** Text on an accent. */
export function textOn(accent: string, theme: Theme): string {
  const own = theme === 'light' ? '#ffffff' : '#0b1115';
  const other = theme === 'light' ? '#0b1115' : '#ffffff';
  return contrast(own, accent) >= LEAST_CONTRAST ? own : other;
}

function both(value: (theme: Theme) => string): string {
  return `light-dark(${value('light')}, ${value('dark')})`;
}
