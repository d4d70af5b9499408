const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const STEP = 1_000;

/** A number of bytes in the largest unit of which there is at least one, with how many decimals are worth telling. */
export function sizeOf(bytes: number): { value: number; unit: (typeof UNITS)[number]; decimals: number } {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / Math.log10(STEP)));
  return { value: bytes / STEP ** step, unit: UNITS[step] ?? 'byte', decimals: step ? 1 : 0 };
}
