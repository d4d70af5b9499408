import type { OptionType } from '@trekker/kit';

/** Where the processes of each part of an installation listen, by the part's name. */
export type Parts = ReadonlyMap<string, readonly URL[]>;

/** `name=address[,address]` for each part, separated by spaces. */
export const parts: OptionType<Parts> = {
  describes: 'parts as name=http://host:port[,http://host:port], separated by spaces',
  parse(text) {
    const found = new Map<string, readonly URL[]>();
    for (const entry of text.split(/\s+/).filter(Boolean)) {
      const [, name = '', list = ''] = /^([a-z][a-z0-9-]*)=(.+)$/.exec(entry) ?? [];
      const urls = list.split(',').map((address) => URL.parse(address));
      if (!name || !urls.every((url) => url?.protocol === 'http:') || found.has(name)) {
        return {
          problem: `must be each part once as name=http://host:port[,http://host:port], got ${JSON.stringify(entry)}`,
        };
      }
      found.set(name, urls as URL[]); // every one of them was parsed
    }
    return { value: found };
  },
};
