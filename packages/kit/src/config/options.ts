/** How the text of an environment variable becomes a value, or the reason why it does not. */
export interface OptionType<T> {
  /** What values are allowed, for documentation, for example `whole number, 1 to 500`. */
  readonly describes: string;
  /** The value, or a sentence of what is wrong with the text. */
  parse(text: string): { value: T } | { problem: string };
}

/** One thing an operator may set. */
export interface Option<T> {
  /** Environment variable, `TREKKER_…`. */
  readonly env: string;
  readonly type: OptionType<T>;
  /** Value when the variable is absent or empty. It works on a laptop. */
  readonly default: T;
  /** One sentence: what it does and what happens beyond its limits. */
  readonly doc: string;
  /** Whether the value must never be printed. */
  readonly secret?: boolean;
}

/** The options of one service by name. */
export type Options = Readonly<Record<string, Option<any>>>; // eslint-disable-line typescript/no-explicit-any -- each option has its own type

/** The values read from options. */
export type Config<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never };

/** The value an option has by default, told in documents as an operator would write it. Fails when it is not valid. */
export function asDefault<T extends object>(type: OptionType<T>, text: string): T {
  const parsed = type.parse(text);
  if ('problem' in parsed) throw new Error(`a default ${parsed.problem}`);
  return Object.assign(parsed.value, { toJSON: () => text });
}

/** A whole number within limits. The unit belongs in the option's name. */
export function integer({ min, max }: { min: number; max: number }): OptionType<number> {
  return {
    describes: `whole number, ${min} to ${max}`,
    parse(text) {
      const value = Number(text);
      const ok = text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max;
      return ok ? { value } : { problem: `must be a whole number from ${min} to ${max}, got ${JSON.stringify(text)}` };
    },
  };
}

/** Any text. */
export const text: OptionType<string> = { describes: 'text', parse: (value) => ({ value }) };

/** `true` or `false`. */
export const flag: OptionType<boolean> = {
  describes: 'true or false',
  parse(value) {
    if (value === 'true' || value === 'false') return { value: value === 'true' };
    return { problem: `must be true or false, got ${JSON.stringify(value)}` };
  },
};

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]): OptionType<T> {
  return {
    describes: words.join(' | '),
    parse(value) {
      const word = words.find((candidate) => candidate === value);
      return word ? { value: word } : { problem: `must be one of ${words.join(', ')}, got ${JSON.stringify(value)}` };
    },
  };
}

/** Text that may be absent. */
export const optionalText: OptionType<string | null> = { describes: 'text, or absent', parse: (value) => ({ value }) };

/** A TCP port; 0 lets the system choose a free one. */
export const port: OptionType<number> = integer({ min: 0, max: 65_535 });

/** A TCP port, or null for the word `off`; 0 lets the system choose a free one. */
export const portOrOff: OptionType<number | null> = {
  describes: `${port.describes}, or off`,
  parse(text) {
    if (text === 'off') return { value: null };
    const parsed = port.parse(text);
    return 'problem' in parsed ? { problem: `${parsed.problem}; or off` } : parsed;
  },
};
