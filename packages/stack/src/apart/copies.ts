import type { OptionType } from '@trekker/kit';

/** How many processes some subgraphs have, as `geofences=2 trackers=3`. */
export const copies: OptionType<ReadonlyMap<string, number>> = {
  describes: 'subgraphs as name=number, 1 to 16, separated by spaces',
  parse(text) {
    const found = new Map<string, number>();
    for (const entry of text.split(/\s+/).filter(Boolean)) {
      const [, name = '', count = ''] = /^([a-z]+)=([1-9]|1[0-6])$/.exec(entry) ?? [];
      if (!name) return { problem: `must be like geofences=2, 1 to 16 each, got ${JSON.stringify(entry)}` };
      found.set(name, Number(count));
    }
    return { value: found };
  },
};
