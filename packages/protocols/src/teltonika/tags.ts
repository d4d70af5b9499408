import { ByteReader } from '../bytes/byte-reader.ts';
import { hexOf } from '../bytes/hex.ts';
import type { AttributeValue } from '../decoded.ts';
import { orMalformed } from '../unreadable.ts';
import { printableText } from './printable-text.ts';

type Entry = readonly [string, AttributeValue];

/**
 * Bluetooth tags that a device hears: behind one byte, for every tag its length and then parameters, each as kind, length
 * and value. What cannot be read ends the list.
 */
export function readTags(bytes: Uint8Array): readonly Entry[] {
  const entries: Entry[] = [];
  orMalformed(null, () => {
    const reader = new ByteReader(bytes);
    reader.u8('header');
    for (let index = 1; reader.left() > 0; index += 1) {
      const tag = new ByteReader(reader.take('tag', reader.u8('length')));
      while (tag.left() > 0) {
        const kind = tag.u8('kind');
        entries.push(...readParameter(kind, tag.take('value', tag.u8('length')), `tag${index}`));
      }
    }
  });
  return entries;
}

function readParameter(kind: number, bytes: Uint8Array, tag: string): Entry[] {
  const reader = new ByteReader(bytes);
  switch (kind) {
    case 0:
      return [[`${tag}Rssi`, (reader.u8('rssi') << 24) >> 24]];
    case 1:
      return [[`${tag}Id`, hexOf(bytes)]];
    case 2:
      return readFlags(reader, tag);
    case 5:
      return [[`${tag}Name`, printableText(bytes) ?? hexOf(bytes)]];
    case 6:
      return [[`${tag}Celsius`, reader.i16('temperature') / 100]];
    case 7:
      return [[`${tag}HumidityPercent`, reader.u8('humidity')]];
    case 9:
      return [[`${tag}Motion`, reader.u8('movement') > 0]];
    case 14:
      return [[`${tag}Volts`, reader.u8('battery') / 100 + 2]];
    default:
      return [[`${tag}Parameter${kind}`, hexOf(bytes)]];
  }
}

/** Bit 6: the battery of the tag is low. Bit 7: a byte of its voltage follows, hundredths of a volt above two. */
function readFlags(reader: ByteReader, tag: string): Entry[] {
  const flags = reader.u8('flags');
  const entries: Entry[] = flags & 0x40 ? [[`${tag}LowBattery`, true]] : [];
  if (flags & 0x80) entries.push([`${tag}Volts`, (200 + reader.u8('voltage')) / 100]);
  return entries;
}
