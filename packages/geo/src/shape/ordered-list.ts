/** A list kept in an order that only comparisons know; a step costs about the square root of its length, in small moves. */
export interface OrderedList<Item extends object> {
  /**
   * Puts an item where it belongs.
   * @param compare positive where the new item comes after the one given; never asked about the item itself. Both items
   * between which the new one lands have been asked about.
   */
  insert(item: Item, compare: (other: Item) => number): void;
  remove(item: Item): void;
  /** The item just before, or undefined at the beginning. */
  before(item: Item): Item | undefined;
  /** The item just after, or undefined at the end. */
  after(item: Item): Item | undefined;
}

interface Block<Item> {
  readonly items: Item[];
  index: number;
}

const MOST_PER_BLOCK = 256;

/** An empty list of distinct objects. */
export function createOrderedList<Item extends object>(): OrderedList<Item> {
  const blocks: Block<Item>[] = [];
  const homes = new Map<Item, Block<Item>>();
  const placeOf = (item: Item) => {
    const block = homes.get(item);
    return block === undefined ? undefined : { block, at: block.items.indexOf(item) };
  };
  const renumber = (from: number) => {
    for (let index = from; index < blocks.length; index++) {
      const block = blocks[index];
      if (block !== undefined) block.index = index;
    }
  };
  const split = (block: Block<Item>) => {
    const upper: Block<Item> = { items: block.items.splice(MOST_PER_BLOCK / 2), index: block.index + 1 };
    for (const item of upper.items) homes.set(item, upper);
    blocks.splice(block.index + 1, 0, upper);
    renumber(block.index + 2);
  };
  return {
    insert(item, compare) {
      const follows = (block: Block<Item>) => compare(block.items[0] ?? item) > 0;
      const block = blocks[Math.max(countWhile(blocks, follows) - 1, 0)] ?? { items: [], index: 0 };
      if (blocks.length === 0) blocks.push(block);
      block.items.splice(
        countWhile(block.items, (other) => compare(other) > 0),
        0,
        item,
      );
      homes.set(item, block);
      if (block.items.length > MOST_PER_BLOCK) split(block);
    },
    remove(item) {
      const place = placeOf(item);
      if (place === undefined) return;
      place.block.items.splice(place.at, 1);
      homes.delete(item);
      if (place.block.items.length > 0) return;
      blocks.splice(place.block.index, 1);
      renumber(place.block.index);
    },
    before(item) {
      const place = placeOf(item);
      if (place === undefined) return undefined;
      return place.at > 0 ? place.block.items[place.at - 1] : blocks[place.block.index - 1]?.items.at(-1);
    },
    after(item) {
      const place = placeOf(item);
      if (place === undefined) return undefined;
      return place.block.items[place.at + 1] ?? blocks[place.block.index + 1]?.items[0];
    },
  };
}

/** How many of the first values pass a test that the first ones pass and the others fail. */
function countWhile<Value>(values: readonly Value[], passes: (value: Value) => boolean): number {
  let least = 0;
  let most = values.length;
  while (least < most) {
    const middle = (least + most) >> 1;
    const value = values[middle];
    if (value !== undefined && passes(value)) least = middle + 1;
    else most = middle;
  }
  return least;
}
