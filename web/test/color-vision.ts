import { linear } from '../ui/contrast.ts';

/** Kinds of dichromacy: no long, no middle, no short wavelengths. */
export type Dichromacy = keyof typeof SEEN;

/**
 * How linear red, green and blue are seen without one kind of cone.
 *
 * Source: Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009),
 * severity 1.
 */
const SEEN = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;

export const DICHROMACIES = Object.keys(SEEN) as Dichromacy[];

/** How far apart two colours (`#rrggbb`) are seen, as a distance in OKLab: 0.02 is just told apart, black and white are 1. */
export function seenDistance(one: string, other: string, dichromacy: Dichromacy | null): number {
  const [a, b] = [one, other].map((color) => okLab(seenBy(linear(color), dichromacy)));
  return Math.hypot(...(a ?? []).map((value, axis) => value - (b?.[axis] ?? 0)));
}

function seenBy(color: readonly number[], dichromacy: Dichromacy | null): readonly number[] {
  return dichromacy ? times(SEEN[dichromacy], color).map((value) => Math.min(1, Math.max(0, value))) : color;
}

/** Source: Björn Ottosson, "A perceptual color space for image processing" (2020). */
function okLab(color: readonly number[]): number[] {
  return times(LAB_OF_CONES, times(CONES_OF_LINEAR, color).map(Math.cbrt));
}

const CONES_OF_LINEAR = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const LAB_OF_CONES = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

function times(rows: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return rows.map((row) => row.reduce((sum, factor, axis) => sum + factor * (vector[axis] ?? 0), 0));
}
