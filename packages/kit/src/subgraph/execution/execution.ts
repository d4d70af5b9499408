import {
  GraphQLError,
  locatedError,
  OperationTypeNode,
  responsePathAsArray,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';

import { chain, isPromise, type MaybePromise } from './maybe-promise.ts';
import { requireType, runtimeTypeOf } from './runtime-type.ts';
import type { CompileContext, FieldPlan, SelectionPlan, ValuePlan } from './selection-plan.ts';

type Path = GraphQLResolveInfo['path'];
type Values = Record<string, unknown>;

/** Where a value stands. */
interface Site {
  readonly field: FieldPlan;
  readonly path: Path;
}

// oxlint-disable max-params -- these run for every field and element; an object for each call would cost as much as they do

/** One execution of a compiled operation. Its methods throw for what makes a value null, as the next value that may be so decides. */
export class Execution {
  readonly #context: CompileContext;
  readonly #contextValue: unknown;
  readonly #rootValue: unknown;
  readonly #errors: GraphQLError[] = [];

  constructor(context: CompileContext, values: { readonly contextValue: unknown; readonly rootValue: unknown }) {
    this.#context = context;
    this.#contextValue = values.contextValue;
    this.#rootValue = values.rootValue;
  }

  /** Never rejects: errors are part of the result. */
  run(selection: SelectionPlan): MaybePromise<ExecutionResult> {
    try {
      const data = this.#operation(selection);
      if (!isPromise(data)) return this.#result(data);
      return data.then(
        (values) => this.#result(values),
        (error: unknown) => this.#failed(error),
      );
    } catch (error) {
      return this.#failed(error);
    }
  }

  #operation(selection: SelectionPlan): MaybePromise<Values> {
    const { schema, operation } = this.#context;
    const type = schema.getRootType(operation.operation);
    if (!type) throw new GraphQLError(`Schema is not configured to execute ${operation.operation} operation.`);
    const fields = selection.fieldsOf(type);
    if (operation.operation === OperationTypeNode.MUTATION) return this.#serially(fields);
    return this.#object(this.#rootValue, fields, undefined);
  }

  #result(data: Values | null): ExecutionResult {
    return this.#errors.length === 0 ? { data } : { errors: this.#errors, data };
  }

  #failed(error: unknown): ExecutionResult {
    this.#errors.push(error as GraphQLError); // it was located where it was thrown
    return this.#result(null);
  }

  async #serially(fields: readonly FieldPlan[]): Promise<Values> {
    const values: Values = {};
    for (const field of fields) put(values, field.key, await this.#field(this.#rootValue, field, undefined));
    return values;
  }

  #object(source: unknown, fields: readonly FieldPlan[], path: Path | undefined): MaybePromise<Values> {
    const values: Values = {};
    let waiting: Promise<void>[] | undefined;
    try {
      for (const field of fields) {
        const value = this.#field(source, field, path);
        put(values, field.key, value);
        if (isPromise(value)) (waiting ??= []).push(value.then((settled) => put(values, field.key, settled)));
      }
    } catch (error) {
      if (!waiting) throw error;
      // The other fields come to their end before the answer does.
      return afterAll(waiting, error);
    }
    return waiting ? Promise.all(waiting).then(() => values) : values;
  }

  #field(source: unknown, field: FieldPlan, parent: Path | undefined): unknown {
    if (field.typename !== null) return field.typename;
    const { value: plan, resolve } = field;
    try {
      if (resolve) {
        const site = siteOf(field, parent);
        return this.#settled(this.#call(resolve, source, site), plan, site);
      }
      const value = property(source, field.name);
      // Most fields of an answer are properties that stand there as they are to be written.
      if (plan.kind === 'leaf') {
        if (plan.isItself(value)) return value;
        if (!plan.nonNull && (value === null || value === undefined)) return null;
      }
      const site = siteOf(field, parent);
      return this.#settled(typeof value === 'function' ? this.#method(source, site) : value, plan, site);
    } catch (error) {
      return this.#broken(error, plan, siteOf(field, parent));
    }
  }

  #call(resolve: GraphQLFieldResolver<unknown, unknown>, source: unknown, { field, path }: Site): unknown {
    const given = field.argumentsOf(this.#context.variables);
    return resolve(source, given, this.#contextValue, this.#info(field, path));
  }

  #method(source: unknown, { field, path }: Site): unknown {
    const holder = source as Record<string, (...call: unknown[]) => unknown>; // it has this method
    const given = field.argumentsOf(this.#context.variables);
    return holder[field.name]?.(given, this.#contextValue, this.#info(field, path));
  }

  /** Completes a value as soon as it is there. Throws for one that is, what comes later is handled here. */
  #settled(value: unknown, plan: ValuePlan, site: Site): unknown {
    const completed = isPromise(value)
      ? value.then((settled) => this.#complete(settled, plan, site))
      : this.#complete(value, plan, site);
    if (!isPromise(completed)) return completed;
    return completed.then(undefined, (error: unknown) => this.#broken(error, plan, site));
  }

  #broken(error: unknown, { nonNull }: ValuePlan, { field, path }: Site): null {
    const located = locatedError(error, field.nodes, responsePathAsArray(path));
    if (nonNull) throw located;
    this.#errors.push(located);
    return null;
  }

  #complete(value: unknown, plan: ValuePlan, site: Site): unknown {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) return plan.nonNull ? missing(site) : null;
    const completed = this.#present(value, plan, site);
    if (!plan.nonNull) return completed;
    return chain(completed, (settled) => settled ?? missing(site));
  }

  #present(value: unknown, plan: ValuePlan, site: Site): unknown {
    switch (plan.kind) {
      case 'leaf': {
        const text = plan.serialize(value);
        if (text === null || text === undefined) {
          throw new Error(`${plan.name}.serialize(${String(value)}) is to return a value, got ${String(text)}`);
        }
        return text;
      }
      case 'list':
        return this.#list(value, plan.of, site);
      case 'object':
        return this.#objectOf(value, plan.type, plan.selection, site);
      case 'abstract': {
        const type = runtimeTypeOf(value, plan.type, this.#typeSite(site));
        return chain(type, (found) => this.#objectOf(value, found, plan.selection, site));
      }
      default:
        return plan satisfies never;
    }
  }

  #objectOf(value: unknown, type: GraphQLObjectType, selection: SelectionPlan, site: Site): MaybePromise<Values> {
    const fields = selection.fieldsOf(type);
    if (!type.isTypeOf) return this.#object(value, fields, site.path);
    const checked = requireType(value, type, this.#typeSite(site));
    return chain(checked, () => this.#object(value, fields, site.path));
  }

  #list(value: unknown, plan: ValuePlan, site: Site): unknown {
    const { field, path } = site;
    if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
      const at = `"${field.parentType.name}.${field.name}"`;
      throw new GraphQLError(`Expected Iterable, but did not find one for field ${at}.`);
    }
    const elements: unknown[] = [];
    const waiting: Promise<unknown>[] = [];
    try {
      for (const given of value as Iterable<unknown>) {
        const at: Path = { prev: path, key: elements.length, typename: undefined };
        const element = this.#element(given, plan, { field, path: at });
        if (isPromise(element)) waiting.push(element);
        elements.push(element);
      }
    } catch (error) {
      if (waiting.length === 0) throw error;
      return afterAll(waiting, error);
    }
    return waiting.length === 0 ? elements : Promise.all(elements);
  }

  #element(value: unknown, plan: ValuePlan, site: Site): unknown {
    if (plan.kind === 'leaf' && plan.isItself(value)) return value;
    try {
      return this.#settled(value, plan, site);
    } catch (error) {
      return this.#broken(error, plan, site);
    }
  }

  #typeSite({ field, path }: Site) {
    return { contextValue: this.#contextValue, info: this.#info(field, path) };
  }

  #info({ name, nodes, type, parentType }: FieldPlan, path: Path): GraphQLResolveInfo {
    const { schema, fragments, operation, variables } = this.#context;
    return {
      fieldName: name,
      fieldNodes: nodes,
      returnType: type,
      parentType,
      path,
      schema,
      fragments,
      rootValue: this.#rootValue,
      operation,
      variableValues: variables,
    };
  }
}

async function afterAll(waiting: readonly Promise<unknown>[], error: unknown): Promise<never> {
  await Promise.allSettled(waiting);
  throw error;
}

function siteOf(field: FieldPlan, parent: Path | undefined): Site {
  return { field, path: { prev: parent, key: field.key, typename: field.parentType.name } };
}

function property(source: unknown, name: string): unknown {
  const isHolder = (typeof source === 'object' && source !== null) || typeof source === 'function';
  return isHolder ? (source as Values)[name] : undefined;
}

function missing({ field }: Site): never {
  throw new Error(`Cannot return null for non-nullable field ${field.parentType.name}.${field.name}.`);
}

function put(values: Values, key: string, value: unknown): void {
  // Assigned, it would become the prototype.
  if (key === '__proto__')
    Object.defineProperty(values, key, { value, enumerable: true, writable: true, configurable: true });
  else values[key] = value;
}
