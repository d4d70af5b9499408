import type { SubgraphError, SubgraphResult } from '@trekker/kit';
import { maskSubgraphError, maskThrown } from '../errors/mask.ts';
import type { PublicError } from '../errors/public-error.ts';
import { callSubgraph, errorContext } from './call-subgraph.ts';
import { isHolder, merge, objectsAt, read, type DataObject } from './data.ts';
import { explainMissing } from './explain-missing.ts';
import { Identities } from './identity.ts';
import { representationOf } from './representation.ts';
import { applyRewrites } from './rewrite.ts';
import type { Run } from './run.ts';
import type { EntityCall, EntityPart } from './step.ts';
import type { TypeIndex } from './type-index.ts';

/** Looks entities up and completes the objects that stand for them. An entity is asked for once, however often it occurs. */
export function callEntities(call: EntityCall, run: Run): Promise<void> {
  const lookups = call.parts.map((part) => gather(part, targetsOf(part, run), run));
  return lookUp(call, run, { lookups });
}

/** What a call asks for. */
interface Lookups {
  readonly lookups: readonly Lookup[];
  /** Variables besides representations and those of the caller. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Asks for entities and completes the objects that stand for them. */
export async function lookUp(call: EntityCall, run: Run, { lookups, variables: more }: Lookups): Promise<void> {
  if (lookups.every(({ representations }) => representations.length === 0)) return;
  const representations = lookups.map((lookup) => [lookup.part.variable, lookup.representations] as const);
  const outcome = await callSubgraph(run, call, { ...more, ...Object.fromEntries(representations) });
  if (outcome.kind === 'failed') {
    for (const lookup of lookups) explain(run, lookup, outcome.error);
    return;
  }
  for (const lookup of lookups) take(call, run, { lookup, result: outcome.result });
  placeErrors(call, run, { lookups, errors: outcome.result.errors ?? [] });
}

/** One part of a call with the entities it asks for. */
interface Lookup {
  readonly part: EntityPart;
  readonly representations: DataObject[];
  /** By index of the representation: the objects it stands for. */
  readonly targets: DataObject[][];
}

/** The entities that objects stand for, each once. */
// oxlint-disable-next-line max-params -- what to ask, of which, in what
export function gather(part: EntityPart, targets: Iterable<DataObject>, run: Run): Lookup {
  const lookup: Lookup = { part, representations: [], targets: [] };
  const { types } = run.tools;
  const identities = new Identities(part.requires, types);
  const byText = new Map<string, number>();
  for (const target of targets) {
    let index = identities.indexOf(target);
    if (index === undefined) {
      index = represent(lookup, { target, byText, types });
      identities.note(target, index);
    }
    if (index !== NOT_LOOKED_UP) (lookup.targets[index] ??= []).push(target);
  }
  return lookup;
}

function targetsOf({ paths }: EntityPart, { data }: Run): Iterable<DataObject> {
  const [path, ...others] = paths;
  if (path === undefined) return [];
  if (others.length === 0) return objectsAt(data, path);
  return new Set(paths.flatMap((each) => objectsAt(data, each)));
}

/** Instead of an index: what an object stands for cannot be looked up. */
const NOT_LOOKED_UP = -1;

interface Representing {
  readonly target: DataObject;
  /** Indexes of representations by their text. */
  readonly byText: Map<string, number>;
  readonly types: TypeIndex;
}

/** The index of an object's representation, which is added unless an equal one is there. */
function represent({ part, representations }: Lookup, { target, byText, types }: Representing): number {
  const representation = representationOf(target, part.requires, types);
  if (!representation) return NOT_LOOKED_UP;
  applyRewrites(part.inputRewrites, representation, types);
  const text = JSON.stringify(representation);
  const index = byText.get(text) ?? representations.push(representation) - 1;
  byText.set(text, index);
  return index;
}

function take(call: EntityCall, run: Run, { lookup, result }: { lookup: Lookup; result: SubgraphResult }): void {
  const { part, representations, targets } = lookup;
  const entities = isHolder(result.data) ? read(result.data, part.alias) : undefined;
  if (Array.isArray(entities) && entities.length === representations.length) {
    for (const [index, entity] of entities.entries()) complete(run, part, { entity, targets: targets[index] ?? [] });
    return;
  }
  if (result.errors?.length) return; // they say why
  const broken = new Error(
    `${call.subgraph} answered ${part.alias} with no list of ${representations.length} entities`,
  );
  explain(run, lookup, maskThrown(broken, errorContext(run)));
}

function complete(run: Run, part: EntityPart, { entity, targets }: { entity: unknown; targets: DataObject[] }): void {
  if (!isHolder(entity)) return;
  if (part.outputRewrites.length > 0) {
    // The rewrites go by type, which the entity itself need not tell.
    entity['__typename'] ??= targets[0]?.['__typename'];
    applyRewrites(part.outputRewrites, entity, run.tools.types);
  }
  for (const [index, target] of targets.entries()) {
    merge(target, part.copied && index > 0 ? structuredClone(entity) : entity);
  }
}

function placeErrors(
  call: EntityCall,
  run: Run,
  { lookups, errors }: { lookups: readonly Lookup[]; errors: readonly SubgraphError[] },
): void {
  for (const error of errors) {
    const masked = maskSubgraphError(error, call.subgraph, errorContext(run));
    const [alias, index, ...rest] = error.path ?? [];
    const lookup = lookups.find(({ part }) => part.alias === alias);
    const targets = typeof index === 'number' ? lookup?.targets[index] : undefined;
    if (lookup && targets) placeAt(run, { lookup, targets, rest, masked });
    else for (const each of lookup ? [lookup] : lookups) explain(run, each, masked);
  }
}

interface Placement {
  readonly lookup: Lookup;
  readonly targets: readonly DataObject[];
  /** Path below the entity. */
  readonly rest: readonly (string | number)[];
  readonly masked: PublicError;
}

function placeAt(run: Run, { lookup, targets, rest, masked }: Placement): void {
  for (const target of targets) run.errors.place(target, rest, masked);
  // An entity that is null as a whole lacks all its fields for the same reason.
  explainMissing(run.errors, targets, { keys: lookup.part.keys, error: masked });
}

function explain(run: Run, { part, targets }: Lookup, error: PublicError): void {
  run.errors.place(run.data, [], error);
  explainMissing(run.errors, targets.flat(), { keys: part.keys, error });
}
