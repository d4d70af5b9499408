/** Systems of units for lengths and areas. */
export type UnitSystem = 'metric' | 'imperial';

/** A number with the unit it is told in. */
export interface Quantity {
  readonly value: number;
  readonly unit:
    | 'meter'
    | 'kilometer'
    | 'foot'
    | 'mile'
    | 'squareMeter'
    | 'hectare'
    | 'squareKilometer'
    | 'squareFoot'
    | 'acre'
    | 'squareMile';
  /** Digits behind the point. */
  readonly digits: number;
}

// Exact by definition, international foot.
const METERS_PER_FOOT = 0.3048;
const FEET_PER_MILE = 5_280;
const SQUARE_FEET_PER_ACRE = 43_560;
const ACRES_PER_SQUARE_MILE = 640;
const SQUARE_METERS_PER_HECTARE = 10_000;
const SQUARE_METERS_PER_SQUARE_KILOMETER = 1_000_000;

/** Countries whose people think in feet and miles (Unicode CLDR, measurement system `US`), and Liberia and Myanmar. */
const IMPERIAL: ReadonlySet<string> = new Set(['US', 'LR', 'MM']);

/** The system people of a locale use. @param locale BCP 47. */
export function unitsOfLocale(locale: string): UnitSystem {
  return IMPERIAL.has(new Intl.Locale(locale).maximize().region ?? '') ? 'imperial' : 'metric';
}

/** A length in the unit that suits it. */
export function lengthIn(system: UnitSystem, meters: number): Quantity {
  if (system === 'metric') {
    return meters < 1_000 ? told(meters, 'meter') : { value: meters / 1_000, unit: 'kilometer', digits: 2 };
  }
  const feet = meters / METERS_PER_FOOT;
  return feet < FEET_PER_MILE ? told(feet, 'foot') : { value: feet / FEET_PER_MILE, unit: 'mile', digits: 2 };
}

/** An area in the unit that suits it. */
export function areaIn(system: UnitSystem, squareMeters: number): Quantity {
  if (system === 'metric') {
    if (squareMeters < SQUARE_METERS_PER_HECTARE) return told(squareMeters, 'squareMeter');
    if (squareMeters < SQUARE_METERS_PER_SQUARE_KILOMETER) {
      return { value: squareMeters / SQUARE_METERS_PER_HECTARE, unit: 'hectare', digits: 2 };
    }
    return { value: squareMeters / SQUARE_METERS_PER_SQUARE_KILOMETER, unit: 'squareKilometer', digits: 2 };
  }
  const squareFeet = squareMeters / METERS_PER_FOOT ** 2;
  if (squareFeet < SQUARE_FEET_PER_ACRE) return told(squareFeet, 'squareFoot');
  const acres = squareFeet / SQUARE_FEET_PER_ACRE;
  if (acres < ACRES_PER_SQUARE_MILE) return { value: acres, unit: 'acre', digits: 2 };
  return { value: acres / ACRES_PER_SQUARE_MILE, unit: 'squareMile', digits: 2 };
}

/** Below a hundred a tenth can be told on a map that is close. */
function told(value: number, unit: Quantity['unit']): Quantity {
  return { value, unit, digits: value < 100 ? 1 : 0 };
}
