import { Kind, OperationTypeNode, type DocumentNode, type FieldNode, type GraphQLSchema } from 'graphql';
import { fragmentsOf } from '../document/select-operation.ts';
import type { Plan, PlanNode } from '../planner/planner.ts';
import { CollectedFields } from '../response/collect-fields.ts';

/**
 * Plans an operation so that each field of a mutation is answered whole before the next begins (GraphQL spec, 6.2.2). The
 * planner joins neighbouring mutations of one subgraph and looks up what they need of others behind the last of them,
 * which then tells of effects that had not happened yet.
 */
// oxlint-disable-next-line max-params -- what, of which schema, by whom
export async function planInOrder(
  schema: GraphQLSchema,
  document: DocumentNode,
  planOf: (document: DocumentNode) => Promise<Plan>,
): Promise<Plan> {
  const plan = await planOf(document);
  const fields = plan.root && looksUp(plan.root) ? mutationsOf(schema, document) : [];
  if (fields.length < 2) return plan;
  const nodes: PlanNode[] = [];
  for (const field of fields) {
    const { root } = await planOf(withRootFields(document, field));
    if (root) nodes.push(root);
  }
  return { root: { kind: 'sequence', nodes }, source: null };
}

/** Whether anything is fetched for objects that were answered before. */
function looksUp(node: PlanNode): boolean {
  return node.kind === 'fetch' ? node.path.length > 0 || node.requires !== null : node.nodes.some(looksUp);
}

/** The root fields of a mutation, those of one response key together; nothing for other operations. */
function mutationsOf(schema: GraphQLSchema, document: DocumentNode): (readonly FieldNode[])[] {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const type = schema.getMutationType();
  if (!type || operation?.operation !== OperationTypeNode.MUTATION) return [];
  const context = { schema, fragments: fragmentsOf(document) };
  return new CollectedFields(type, context)
    .add([operation.selectionSet])
    .entries()
    .map(([, nodes]) => nodes);
}

function withRootFields(document: DocumentNode, selections: readonly FieldNode[]): DocumentNode {
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? { ...definition, selectionSet: { ...definition.selectionSet, selections } }
      : definition,
  );
  return { ...document, definitions };
}
