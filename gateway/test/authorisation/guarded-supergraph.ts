import { Kind, parse, print, visit, type ConstDirectiveNode, type DefinitionNode } from 'graphql';

/** Directives by what they stand on: `Type` or `Type.field`. */
export type Guards = Readonly<Record<string, string>>;

/** The directives of authorisation as a supergraph may link them. */
const LINKED: readonly (readonly [name: string, link: string, definition: string])[] = [
  ['authenticated', '@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)', '@authenticated'],
  [
    'requiresScopes',
    '@link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)',
    '@requiresScopes(scopes: [[requiresScopes__Scope!]!]!)',
  ],
  [
    'policy',
    '@link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)',
    '@policy(policies: [[policy__Policy!]!]!)',
  ],
  ['shut', '@link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "shut", for: SECURITY)', '@shut'],
];
const PLACES = 'FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM';
const SCALARS: Readonly<Record<string, string>> = {
  requiresScopes: 'scalar requiresScopes__Scope',
  policy: 'scalar policy__Policy',
};

/** A supergraph with further directives, which the present composition would refuse. */
export function guarded(supergraphSdl: string, guards: Guards): string {
  const used = LINKED.filter(
    ([name]) =>
      !supergraphSdl.includes(`directive @${name}`) &&
      Object.values(guards).some((each) => each.startsWith(`@${name}`)),
  );
  const document = visit(parse(supergraphSdl), {
    SchemaDefinition: (node) => ({
      ...node,
      directives: [...(node.directives ?? []), ...used.flatMap(([, link]) => directivesOf(link))],
    }),
    ObjectTypeDefinition: (node) => withGuards(node, guards),
    InterfaceTypeDefinition: (node) => withGuards(node, guards),
    EnumTypeDefinition: (node) => withGuards(node, guards),
  });
  const definitions = used.flatMap(([name, , definition]) => [
    `directive ${definition} on ${PLACES}`,
    ...(SCALARS[name] === undefined ? [] : [SCALARS[name]]),
  ]);
  return [print(document), ...definitions].join('\n\n');
}

interface Guardable {
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
  readonly fields?: readonly Guardable[] | undefined;
}

function withGuards<N extends DefinitionNode & Guardable>(node: N, guards: Guards): N {
  const fields = node.fields?.map((field) => adding(field, guards[`${node.name.value}.${field.name.value}`]));
  return { ...adding(node, guards[node.name.value]), ...(fields ? { fields } : {}) };
}

function adding<N extends Guardable>(node: N, guard: string | undefined): N {
  return guard === undefined ? node : { ...node, directives: [...(node.directives ?? []), ...directivesOf(guard)] };
}

function directivesOf(text: string): readonly ConstDirectiveNode[] {
  const [definition] = parse(`scalar X ${text}`).definitions;
  return definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? (definition.directives ?? []) : [];
}
