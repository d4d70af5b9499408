import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigurationError, processSettings, readConfigs, type Environment } from '@trekker/kit';
import { gatewayOptions, standaloneOptions, type GatewayConfig, type StandaloneConfig } from '../config.ts';

/** What the command line, a file and the environment say. */
export interface StandaloneSettings {
  /** File or address of the supergraph. */
  readonly supergraph: string;
  readonly gateway: GatewayConfig;
  readonly standalone: StandaloneConfig;
  readonly logLevel: string;
}

export const USAGE = `Serves a Federation 2 supergraph over HTTP subgraphs.

  trekker-gateway --supergraph <file or address> [options]

  --supergraph <file|url>    SDL of the supergraph; read again whenever it changes
  --config <file>            JSON object of options by the names in gateway/src/config.ts, for example
                             {"port": 4000, "forwardHeaders": "authorization, x-tenant", "subgraphs": {"people": "http://…"}}
  --port <number>            4000 unless said otherwise; 0 takes a free one
  --host <address>           127.0.0.1 unless said otherwise
  --subgraph <name>=<url>    address of a subgraph instead of the supergraph's; may be repeated

Options given here win over those of the file, and these over TREKKER_GATEWAY_… in the environment (docs/configuration.md).`;

/** Fails with a ConfigurationError that lists every problem. */
export function readArguments(args: readonly string[], environment: Environment): StandaloneSettings {
  const { values } = parse(args);
  if (values.supergraph === undefined) throw new ConfigurationError([`--supergraph is missing\n\n${USAGE}`]);
  const given = values.config === undefined ? {} : readFile(values.config);
  const overridden = overrides(given, values);
  const options = {
    gateway: gatewayOptions,
    standalone: standaloneOptions,
    process: { logLevel: processSettings.logLevel },
  };
  const said = environmentOf(overridden);
  const { gateway, standalone, process } = namingAsGiven(said.problems, placesOf(overridden, values), () =>
    readConfigs(options, { ...OWN_DEFAULTS, ...environment, ...said.environment }),
  );
  if (standalone.authorisation === 'gateway' && standalone.jwks === '') {
    throw new ConfigurationError(['TREKKER_GATEWAY_JWKS must say by which keys tokens are verified']);
  }
  return { supergraph: values.supergraph, gateway, standalone, logLevel: process.logLevel };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        supergraph: { type: 'string' },
        config: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        subgraph: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (failure) {
    throw new ConfigurationError([`${(failure as Error).message}\n\n${USAGE}`]);
  }
}

/** Subgraphs of others have codes and streams of their own, and the log is where a bad supergraph is told. */
const OWN_DEFAULTS: Environment = {
  TREKKER_LOG_LEVEL: 'info',
  TREKKER_GATEWAY_SUBGRAPH_ERRORS: 'shown',
  TREKKER_GATEWAY_ENDLESS_SUBSCRIPTIONS: 'false',
  TREKKER_GATEWAY_BUDGET: '0',
};

type Given = Readonly<Record<string, unknown>>;

function overrides(
  given: Given,
  { port, host, subgraph }: { port?: string | undefined; host?: string | undefined; subgraph: readonly string[] },
): Given {
  const addresses = subgraph.map((entry) => {
    const at = entry.indexOf('=');
    if (at < 1) throw new ConfigurationError([`--subgraph must be name=url, got ${JSON.stringify(entry)}`]);
    return [entry.slice(0, at), entry.slice(at + 1)];
  });
  const { subgraphs } = given;
  const known = typeof subgraphs === 'object' && subgraphs !== null ? (subgraphs as Given) : {};
  return {
    ...given,
    ...(port === undefined ? {} : { port }),
    ...(host === undefined ? {} : { host }),
    ...(addresses.length > 0 ? { subgraphs: { ...known, ...Object.fromEntries(addresses) } } : {}),
  };
}

function readFile(path: string): Given {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Given;
  } catch (failure) {
    throw new ConfigurationError([`${path} cannot be read as JSON: ${(failure as Error).message}`]);
  }
  throw new ConfigurationError([`${path} must be a JSON object`]);
}

const OPTIONS = { ...gatewayOptions, ...standaloneOptions, logLevel: processSettings.logLevel };

function optionOf(name: string): { readonly env: string } | undefined {
  return Object.hasOwn(OPTIONS, name) ? OPTIONS[name as keyof typeof OPTIONS] : undefined;
}

/** The file's options as if they stood in the environment, so that both are read by the same rules. */
function environmentOf(given: Given): { environment: Environment; problems: string[] } {
  const unknown = Object.keys(given).filter((name) => !optionOf(name));
  const entries = Object.entries(given).flatMap(([name, value]) => {
    const option = optionOf(name);
    return option ? [[option.env, typeof value === 'string' ? value : JSON.stringify(value)]] : [];
  });
  return {
    environment: Object.fromEntries(entries) as Environment,
    problems: unknown.map(
      (name) => `there is no option ${JSON.stringify(name)}; there are ${Object.keys(OPTIONS).join(', ')}`,
    ),
  };
}

/** Where each option was given that does not come from the environment, by its name there. */
function placesOf(given: Given, flags: { readonly config?: string; readonly [flag: string]: unknown }) {
  const flagged: Readonly<Record<string, unknown>> = { port: flags['port'], host: flags['host'] };
  return new Map(
    Object.keys(given).map((name) => {
      const place = flagged[name] === undefined ? `${name} in ${flags.config ?? '--subgraph'}` : `--${name}`;
      return [optionOf(name)?.env ?? name, place];
    }),
  );
}

/** Fails with one ConfigurationError that tells of each option under the name and at the place where it was given. */
function namingAsGiven<T>(problems: readonly string[], places: ReadonlyMap<string, string>, read: () => T): T {
  const named = (problem: string) => problem.replace(/^\w+/u, (name) => places.get(name) ?? name);
  try {
    const found = read();
    if (problems.length === 0) return found;
  } catch (failure) {
    if (!(failure instanceof ConfigurationError)) throw failure;
    throw new ConfigurationError([...problems, ...failure.problems.map(named)]);
  }
  throw new ConfigurationError(problems);
}
