import type { Config, Option, Options } from './options.ts';

/** The environment as `process.env` gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** All problems of a configuration at once, so that an operator mends them in one go. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `the configuration has ${problems.length} problem(s):\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** Reads every option from `env`. Fails with a ConfigurationError that lists every problem. */
export function readConfig<const O extends Options>(options: O, env: Environment): Config<O> {
  return readConfigs({ options }, env).options;
}

/** The values of several services' options, each under its service's name. */
export type Configs<S extends Readonly<Record<string, Options>>> = { readonly [K in keyof S]: Config<S[K]> };

/** Reads the options of several services. Fails with one ConfigurationError that lists the problems of all of them. */
export function readConfigs<const S extends Readonly<Record<string, Options>>>(
  services: S,
  env: Environment,
): Configs<S> {
  const problems: string[] = [];
  const configs = Object.entries(services).map(([service, options]) => {
    const values = Object.entries(options).map(([name, option]) => [name, readOption(option, env, problems)]);
    return [service, Object.fromEntries(values)];
  });
  // Services may share an option, whose problem is still one.
  if (problems.length) throw new ConfigurationError([...new Set(problems)]);
  return Object.fromEntries(configs) as Configs<S>; // every key of every service was read above
}

function readOption(option: Option<unknown>, env: Environment, problems: string[]): unknown {
  const text = env[option.env];
  if (text === undefined || text === '') return option.default;
  const parsed = option.type.parse(text);
  if ('value' in parsed) return parsed.value;
  problems.push(`${option.env} ${option.secret ? 'is not valid' : parsed.problem}`);
  return option.default;
}
