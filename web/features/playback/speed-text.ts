import type { useFormatter } from 'next-intl';

const KILOMETERS_PER_HOUR = 3.6;

/** A speed for people; a dash where it is not known. @param speed metres per second. */
export function speedText(format: ReturnType<typeof useFormatter>, speed: number | null): string {
  if (speed === null) return '–';
  const shown = { style: 'unit', unit: 'kilometer-per-hour', maximumFractionDigits: 0 } as const;
  return format.number(speed * KILOMETERS_PER_HOUR, shown);
}

/** A height for people. @param altitude metres. */
export function altitudeText(format: ReturnType<typeof useFormatter>, altitude: number | null): string {
  return altitude === null ? '–' : format.number(altitude, { style: 'unit', unit: 'meter', maximumFractionDigits: 0 });
}
