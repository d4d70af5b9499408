import { RequestRefused } from '../errors/request-refused.ts';
import type { CheckedOperation } from '../operation/checked-operation.ts';
import { CollectedFields } from '../response/collect-fields.ts';
import type { Denials } from './denials.ts';

/** An operation of which something is denied, and what would run it. */
export interface PartlyDenied {
  readonly checked: CheckedOperation;
  readonly denials: Denials;
  /** Another executor, which knows nothing of denials; else null. */
  readonly stock: object | null;
}

/**
 * Fails with the first denial where an operation cannot be answered in part: a subscription without the field its events
 * come from has none, and an executor that takes the whole text would fetch all of it.
 */
export function refuseWhole({ checked, denials, stock }: PartlyDenied): void {
  const { kind, schema, selected } = checked;
  const type = schema.getRootType(selected.operation.operation);
  if (!type || (kind !== 'subscription' && !stock)) return;
  const fields = new CollectedFields(type, { schema, fragments: selected.fragments }).add([
    selected.operation.selectionSet,
  ]);
  for (const [, [node]] of fields.entries()) {
    const denial = denials.field(type, node.name.value);
    if (denial) throw new RequestRefused([denial]);
  }
  if (stock) throw RequestRefused.because('FORBIDDEN', 'a part of this is not yours to see');
}
