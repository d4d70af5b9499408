/** Contrast of two colours by WCAG 2.2, from 1 (none) to 21. @param a `#rrggbb`, like `b`. */
export function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

/** A colour between two: `share` of the second, 0 to 1, in sRGB. */
export function mixed(a: string, b: string, share: number): string {
  const [from, to] = [channels(a), channels(b)];
  const mixture = from.map((value, at) => Math.round(value + ((to[at] ?? value) - value) * share));
  return `#${mixture.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Red, green and blue of a colour (`#rrggbb`) as light, each 0 to 1. Source: IEC 61966-2-1. */
export function linear(colour: string): number[] {
  return channels(colour).map((channel) => {
    const value = channel / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
