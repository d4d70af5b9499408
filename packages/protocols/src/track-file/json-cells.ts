import type { JsonObject } from '../json.ts';
import { type Column, columnOf } from './column.ts';
import type { Cell } from './record-number.ts';

/** Makes what turns the members of objects into cells; what a name means is looked up once. */
export function jsonCells(): (object: JsonObject) => Cell[] {
  const columns = new Map<string, Column>();
  return (object) =>
    Object.entries(object).map(([name, value]) => {
      const column = columns.get(name) ?? columnOf(name);
      columns.set(name, column);
      return [column, value];
    });
}
