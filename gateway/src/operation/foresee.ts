import type { Logger } from '@trekker/kit';
import { Kind, parse } from 'graphql';
import type { Urgency } from '../planner/plan-queue.ts';
import type { PlanCircumstances } from './planned-operation.ts';
import type { CheckedOperation, OperationText } from './checked-operation.ts';

/** How a generation takes an operation from text to plan, both kept. */
export interface ForeseeTools {
  readonly check: (text: OperationText) => Promise<CheckedOperation>;
  readonly planned: (checked: CheckedOperation, circumstances: PlanCircumstances, urgency: Urgency) => Promise<unknown>;
  readonly log: Logger;
  /** Aborted when nobody will ask the generation any longer. */
  readonly signal: AbortSignal;
}

/** Operations with more conditions are planned for the combinations that are really asked for. */
const MAX_CONDITIONS = 3;

/** Plans documents that callers are known to send, one by one, each for every combination of its conditions, until the generation ends. */
export async function foresee(documents: Iterable<string>, tools: ForeseeTools): Promise<void> {
  for (const query of documents) {
    if (tools.signal.aborted) return;
    try {
      for (const operationName of operationNames(query)) await foreseeOperation({ query, operationName }, tools);
    } catch (failure) {
      if (tools.signal.aborted) return;
      tools.log.warn({ query, err: failure }, 'a document that was to be planned ahead cannot be');
    }
  }
}

async function foreseeOperation(text: OperationText, { check, planned }: ForeseeTools): Promise<void> {
  const checked = await check(text);
  if (checked.conditions.length > MAX_CONDITIONS) return;
  for (let combination = 0; combination < 2 ** checked.conditions.length; combination += 1) {
    const values = checked.conditions.map((name, bit) => [name, (combination & (1 << bit)) !== 0] as const);
    await planned(checked, { conditions: Object.fromEntries(values), denials: null }, 'foreseen');
  }
}

/** How callers name the operations of a document: clients give the name wherever there is one. */
function operationNames(query: string): (string | null)[] {
  const { definitions } = parse(query, { noLocation: true });
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operations.map(({ name }) => name?.value ?? null);
}
