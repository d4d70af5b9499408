import { namedType, printType, type ApiField, type ApiShape, type InputValue, type RootField } from './api-shape.ts';

const DAY_MS = 86_400_000;
/** Values for arguments that fields inside an answer insist on, by name, those of one field before those of all. */
const NESTED_ARGUMENTS: Readonly<Record<string, string>> = {
  'Tracker.connectionHistory.from': JSON.stringify(new Date(Date.now() - DAY_MS)),
  'Tracker.connectionHistory.to': JSON.stringify(new Date(Date.now() + DAY_MS)),
  'Headcount.split.by': 'COMPANY',
  weekOf: JSON.stringify(new Date().toISOString().slice(0, 10)),
  from: '"2000-01-01T00:00:00.000Z"',
  to: '"2100-01-01T00:00:00.000Z"',
};

/** An operation that asks a root field for all it can tell; its arguments are variables of the same names. */
export function operationOf(shape: ApiShape, { operation, field }: RootField, depth = 4): string {
  const variables = field.args.map((argument) => `$${argument.name}: ${variableType(argument)}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const call = given === '' ? field.name : `${field.name}(${given})`;
  const head = variables === '' ? 'Matrix' : `Matrix(${variables})`;
  return `${operation} ${head} { ${call} ${selectionOf(shape, namedType(field.type), depth)} }`;
}

/**
 * Every field of a type down to a depth, each type at most once on a way down; empty for scalars.
 * Fails where a field insists on an argument nobody gave an example of.
 */
export function selectionOf(
  shape: ApiShape,
  typeName: string,
  depth: number,
  above: ReadonlySet<string> = new Set(),
): string {
  const fields = shape.types.get(typeName)?.fields;
  if (!fields) return '';
  const onTheWay = new Set([...above, typeName]);
  const selected = fields.flatMap((field) => {
    const named = namedType(field.type);
    const call = `${field.name}${nestedArguments(typeName, field)}`;
    if (!shape.types.get(named)?.fields) return [call];
    if (depth <= 1 || onTheWay.has(named)) return [];
    return [`${call} ${selectionOf(shape, named, depth - 1, onTheWay)}`];
  });
  return `{ ${['__typename', ...selected].join(' ')} }`;
}

function nestedArguments(typeName: string, { name, args }: ApiField): string {
  const given = args.filter(isRequired).map((argument) => {
    const value = NESTED_ARGUMENTS[`${typeName}.${name}.${argument.name}`] ?? NESTED_ARGUMENTS[argument.name];
    if (value === undefined) throw new Error(`${typeName}.${name} insists on ${argument.name}: give an example of it`);
    return `${argument.name}: ${value}`;
  });
  return given.length ? `(${given.join(', ')})` : '';
}

function isRequired({ type, defaultValue }: InputValue): boolean {
  return type.kind === 'NON_NULL' && defaultValue === null;
}

/** A variable that may be left out where the argument has a default. */
function variableType(argument: InputValue): string {
  const text = printType(argument.type);
  return isRequired(argument) ? text : text.replace(/!$/, '');
}
