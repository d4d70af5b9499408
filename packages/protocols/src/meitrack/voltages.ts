import { parseDecimal } from '../decimal.ts';
import type { Attributes } from '../decoded.ts';
import { present } from '../present.ts';

/** Volts of one count of the device's own battery and of its supply. */
interface Scale {
  readonly battery: number;
  readonly power: number;
}

/** Current models write hundredths of a volt. */
const HUNDREDTHS: Scale = { battery: 0.01, power: 0.01 };
/** Older ones write what their converter counts: of ten bits, of twelve. */
const TEN_BITS: Scale = { battery: (3 * 2) / 1024, power: (3 * 16) / 1024 };
const TWELVE_BITS: Scale = { battery: (3.3 * 2) / 4096, power: (3.3 * 16) / 4096 };

const SCALES = new Map([
  ...['MVT340', 'MVT380'].map((model): [string, Scale] => [model, TEN_BITS]),
  ...['MT90', 'T1', 'T3', 'MVT100', 'MVT600', 'MVT800', 'TC68', 'TC68S'].map((model): [string, Scale] => [
    model,
    TWELVE_BITS,
  ]),
]);

/**
 * Voltages of a text: three analogue inputs, the battery and the supply, four hexadecimal digits each, or volts with a
 * point, the battery first. What a count means depends on the model, which no message says.
 *
 * @param model what the settings of the tracker say; empty where they say nothing.
 */
export function readVoltages(text: string, model: string): Attributes {
  const values = text.split('|');
  if (text.includes('.')) {
    return present({ batteryVolts: parseDecimal(values[0] ?? ''), powerVolts: parseDecimal(values[1] ?? '') });
  }
  const { battery, power } = SCALES.get(model.toUpperCase()) ?? HUNDREDTHS;
  const [adc1, adc2, adc3, own, outer] = values.map(countOf);
  return present({
    adc1: voltsOf(adc1, HUNDREDTHS.power),
    adc2: voltsOf(adc2, HUNDREDTHS.power),
    adc3: voltsOf(adc3, HUNDREDTHS.power),
    batteryVolts: voltsOf(own, battery),
    powerVolts: voltsOf(outer, power),
  });
}

function countOf(digits: string): number | undefined {
  return /^[\dA-F]{1,4}$/iu.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

const MICROVOLTS = 1e6;

/** Whole microvolts, so that no digits appear that nobody measured. */
function voltsOf(count: number | undefined, scale: number): number | undefined {
  return count === undefined ? undefined : Math.round(count * scale * MICROVOLTS) / MICROVOLTS;
}
