import {
  Kind,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  type GraphQLSchema,
} from 'graphql';

/** A feature of a supergraph as its schema links it. */
interface Link {
  readonly spec: string;
  /** Prefix of the feature's names. */
  readonly as: string;
  /** Names of elements that are imported, by their own names. */
  readonly imports: ReadonlyMap<string, string>;
}

const SPECS = 'https://specs.apollo.dev/';

/**
 * How a supergraph calls a directive of a feature, whatever it was renamed to, for example `auth` for `authenticated` of the
 * spec of that name; null where the feature is not linked. (https://specs.apollo.dev/link/v1.0)
 */
export function directiveName(schema: GraphQLSchema, spec: string, element = spec): string | null {
  const link = linksOf(schema).find((each) => each.spec === spec);
  if (!link) return null;
  return link.imports.get(`@${element}`) ?? (element === spec ? link.as : `${link.as}__${element}`);
}

function linksOf({ astNode, extensionASTNodes }: GraphQLSchema): Link[] {
  const directives = [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? []);
  return directives.flatMap(linkOf);
}

function linkOf({ arguments: given = [] }: ConstDirectiveNode): Link[] {
  const url = textOf(argument(given, 'url')) ?? '';
  const [spec = '', version] = url.startsWith(SPECS) ? url.slice(SPECS.length).split('/') : [];
  if (version === undefined) return [];
  const imported = argument(given, 'import');
  const imports = imported?.kind === Kind.LIST ? imported.values.flatMap(importOf) : [];
  return [{ spec, as: textOf(argument(given, 'as')) ?? spec, imports: new Map(imports) }];
}

function importOf(value: ConstValueNode): [name: string, as: string][] {
  if (value.kind === Kind.STRING) return [[value.value, value.value.replace(/^@/u, '')]];
  if (value.kind !== Kind.OBJECT) return [];
  const field = (name: string) => textOf(value.fields.find((each) => each.name.value === name)?.value);
  const name = field('name') ?? '';
  return [[name, (field('as') ?? name).replace(/^@/u, '')]];
}

function argument(given: readonly ConstArgumentNode[], name: string): ConstValueNode | undefined {
  return given.find((each) => each.name.value === name)?.value;
}

function textOf(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}
