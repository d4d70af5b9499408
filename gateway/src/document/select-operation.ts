import { Kind, visit, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import { RequestRefused } from '../errors/request-refused.ts';

/** One operation and the fragments of its document by name. */
export interface SelectedOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** The operation to run. Fails with QUERY_INVALID when the name does not tell exactly one. */
export function selectOperation(document: DocumentNode, name: string | null): SelectedOperation {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const named = name === null ? operations : operations.filter((operation) => operation.name?.value === name);
  const [operation, ...others] = named;
  if (!operation) throw RequestRefused.because('QUERY_INVALID', nothingToRun(name));
  if (others.length > 0) {
    throw RequestRefused.because('QUERY_INVALID', 'the document has several operations; say which by operationName');
  }
  return { operation, fragments: fragmentsOf(document) };
}

/** A document of just this operation and the fragments it reaches. */
export function operationDocument({ operation, fragments }: SelectedOperation): DocumentNode {
  const reached = new Map<string, FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (!fragment || reached.has(name.value)) return;
        reached.set(name.value, fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...reached.values()] };
}

/** The fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function nothingToRun(name: string | null): string {
  return name === null
    ? 'the document has no operation'
    : `the document has no operation named ${JSON.stringify(name)}`;
}
