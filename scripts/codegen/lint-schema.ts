import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  parse,
  type TypeDefinitionNode,
  type TypeExtensionNode,
  type TypeNode,
} from 'graphql';

/** Largest page a connection may default to; DESIGN's limit for `first`. */
const LARGEST_PAGE = 500;
const ROOT_TYPES = new Set(['Query', 'Mutation', 'Subscription']);
const PERMISSION_DIRECTIVES = new Set(['requiresScopes', 'policy']);

/**
 * What breaks the house rules of the schema, one sentence each, beginning with the schema coordinate: every definition
 * is described, every root field names its permission, connections page with `first` and `after`, mutations take one
 * `input: XInput!` and give an `XPayload!`.
 */
export function lintSchema(sdl: string): string[] {
  return parse(sdl).definitions.flatMap((definition) =>
    isTypeDefinitionNode(definition) || isTypeExtensionNode(definition)
      ? [...typeDescription(definition), ...members(definition)]
      : [],
  );
}

function typeDescription(type: TypeDefinitionNode | TypeExtensionNode): string[] {
  const needsNone = ROOT_TYPES.has(type.name.value) || !('description' in type);
  return needsNone ? [] : undescribed(type.name.value, type);
}

function members(type: TypeDefinitionNode | TypeExtensionNode): string[] {
  const name = type.name.value;
  if ('values' in type)
    return (type.values ?? []).flatMap((value) => undescribed(`${name}.${value.name.value}`, value));
  if (!('fields' in type)) return [];
  return (type.fields ?? []).flatMap((field) => {
    const coordinate = `${name}.${field.name.value}`;
    return field.kind === Kind.INPUT_VALUE_DEFINITION
      ? undescribed(coordinate, field)
      : [...undescribed(coordinate, field), ...fieldProblems(name, field)];
  });
}

function fieldProblems(typeName: string, field: FieldDefinitionNode): string[] {
  const coordinate = `${typeName}.${field.name.value}`;
  const args = field.arguments ?? [];
  return [
    ...args.flatMap((arg) => undescribed(`${coordinate}(${arg.name.value}:)`, arg)),
    ...(ROOT_TYPES.has(typeName) ? permission(coordinate, field.directives ?? []) : []),
    ...(nameOf(field.type).endsWith('Connection') ? paging(coordinate, args) : []),
    ...(typeName === 'Mutation' && args.length > 0 ? mutationShape(coordinate, field) : []),
  ];
}

function undescribed(coordinate: string, node: { readonly description?: { readonly value: string } | undefined }) {
  return node.description?.value.trim() ? [] : [`${coordinate} has no description`];
}

function permission(coordinate: string, directives: readonly ConstDirectiveNode[]): string[] {
  return directives.some(({ name }) => PERMISSION_DIRECTIVES.has(name.value))
    ? []
    : [`${coordinate} names no permission: add @requiresScopes or @policy`];
}

function paging(coordinate: string, args: readonly InputValueDefinitionNode[]): string[] {
  const first = args.find(({ name }) => name.value === 'first');
  const after = args.find(({ name }) => name.value === 'after');
  const size = first?.defaultValue?.kind === Kind.INT ? Number(first.defaultValue.value) : Number.NaN;
  const problems: string[] = [];
  if (!first || written(first.type) !== 'Int!' || !(size >= 1 && size <= LARGEST_PAGE)) {
    problems.push(
      `${coordinate} returns a connection and must take first: Int! with a default of 1 to ${LARGEST_PAGE}`,
    );
  }
  if (!after || written(after.type) !== 'String') {
    problems.push(`${coordinate} returns a connection and must take after: String`);
  }
  return problems;
}

function mutationShape(coordinate: string, field: FieldDefinitionNode): string[] {
  const name = field.name.value.charAt(0).toUpperCase() + field.name.value.slice(1);
  const [input, ...more] = field.arguments ?? [];
  const shaped =
    more.length === 0 &&
    input?.name.value === 'input' &&
    written(input.type) === `${name}Input!` &&
    written(field.type) === `${name}Payload!`;
  return shaped ? [] : [`${coordinate} must take input: ${name}Input! alone and return ${name}Payload!`];
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function written(type: TypeNode): string {
  if (type.kind === Kind.NAMED_TYPE) return type.name.value;
  const inner = written(type.type);
  return type.kind === Kind.LIST_TYPE ? `[${inner}]` : `${inner}!`;
}
