import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import { createOrderedList } from './ordered-list.ts';

interface Item {
  readonly rank: number;
}

test('agrees with a sorted array through any insertions and removals', () => {
  const random = seededRandom(12);
  const list = createOrderedList<Item>();
  let model: Item[] = [];
  for (let round = 0; round < 6_000; round++) {
    const grows = random.next() < (round < 3_000 ? 0.8 : 0.2);
    if (grows) {
      const item = { rank: random.next() };
      list.insert(item, (other) => item.rank - other.rank);
      model = [...model, item].toSorted((a, b) => a.rank - b.rank);
    } else if (model.length > 0) {
      const [item] = model.splice(random.integer(0, model.length - 1), 1);
      if (item !== undefined) list.remove(item);
    }
    const index = random.integer(0, model.length);
    const probe = model[index];
    if (probe === undefined) continue;
    assert.equal(list.before(probe), model[index - 1]);
    assert.equal(list.after(probe), model[index + 1]);
  }
});

test('has asked about both neighbours of every new item', () => {
  const random = seededRandom(13);
  const list = createOrderedList<Item>();
  for (let round = 0; round < 2_000; round++) {
    const item = { rank: random.next() };
    const asked = new Set<Item>();
    list.insert(item, (other) => {
      asked.add(other);
      return item.rank - other.rank;
    });
    for (const neighbour of [list.before(item), list.after(item)])
      assert.ok(neighbour === undefined || asked.has(neighbour));
  }
});

test('knows nothing of an item that is not in it', () => {
  const list = createOrderedList<Item>();
  const stranger = { rank: 1 };
  list.remove(stranger);
  assert.equal(list.before(stranger), undefined);
  assert.equal(list.after(stranger), undefined);
});
