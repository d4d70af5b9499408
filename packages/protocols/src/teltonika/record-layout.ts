/** How a codec writes a record; everything up to the speed is the same in all. */
export interface RecordLayout {
  /** Bytes of an element's id and of the event. */
  readonly idBytes: 1 | 2;
  /** Bytes of the number of elements, in all and of one size. */
  readonly countBytes: 1 | 2;
  /** Whether a byte behind the event says what made the record. */
  readonly generationType: boolean;
  /** Whether elements of any length follow those of fixed sizes. */
  readonly variable: boolean;
  /** Sizes of elements in their order, bytes. */
  readonly sizes: readonly number[];
}

const SIZES = [1, 2, 4, 8];

/** Codecs of records by their number: 8, 8 Extended, 16. */
export const CODEC_8 = 0x08;
export const CODEC_8_EXTENDED = 0x8e;
export const CODEC_16 = 0x10;

/** How the codec writes its records; undefined for a codec that has none. */
export function layoutOf(codec: number): RecordLayout | undefined {
  return LAYOUTS.get(codec);
}

const LAYOUTS: ReadonlyMap<number, RecordLayout> = new Map([
  [CODEC_8, { idBytes: 1, countBytes: 1, generationType: false, variable: false, sizes: SIZES }],
  [CODEC_8_EXTENDED, { idBytes: 2, countBytes: 2, generationType: false, variable: true, sizes: SIZES }],
  [CODEC_16, { idBytes: 2, countBytes: 1, generationType: true, variable: false, sizes: SIZES }],
]);

/** The layout of older devices that write, under the same codec, elements of 16 bytes behind those of eight. */
export function withSixteenBytes(layout: RecordLayout): RecordLayout {
  return { ...layout, sizes: [...layout.sizes, 16] };
}
