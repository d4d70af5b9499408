import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Compression, TileType } from 'pmtiles';
import { openArchive } from './archive.ts';
import { packed, varint, writeArchive, type WrittenTile } from './testing/write-archive.ts';

const TILES: readonly WrittenTile[] = [0, 1, 2, 3, 4, 5].flatMap((z) =>
  Array.from({ length: z + 1 }, (_, x) => ({ z, x, y: 0, bytes: Buffer.from(`tile ${z}/${x}/0 `.repeat(20)) })),
);

suite('openArchive', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'basemap-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function kept(bytes: Uint8Array): Promise<string> {
    const path = join(folder, 'map.pmtiles');
    await writeFile(path, bytes);
    return path;
  }
  const refusal = async (bytes: Uint8Array, reason: RegExp) => assert.rejects(openArchive(await kept(bytes)), reason);

  for (const [where, perLeaf] of [
    ['the root directory', undefined],
    ['leaf directories', 4],
  ] as const) {
    test(`gives every tile as it was stored, found by ${where}, and none that was not`, async () => {
      const bytes = writeArchive({ tiles: TILES, metadata: { attribution: 'We' }, ...(perLeaf && { perLeaf }) });
      const archive = await openArchive(await kept(bytes));
      for (const { z, x, y, bytes } of TILES) {
        assert.deepEqual(Buffer.from((await archive.tile({ z, x, y })) ?? []), packed(bytes, Compression.Gzip));
      }
      assert.equal(await archive.tile({ z: 5, x: 9, y: 9 }), undefined);
      assert.equal(await archive.tile({ z: 9, x: 0, y: 0 }), undefined);
      assert.deepEqual(archive.metadata, { attribution: 'We', layers: [] });
      await archive.close();
    });
  }

  test('refuses what is no archive, and what is cut off, and says why', async () => {
    const whole = writeArchive({ tiles: TILES });
    await refusal(Buffer.from('<html>'), /no file of PMTiles version 3/);
    await refusal(Buffer.alloc(0), /no file of PMTiles version 3/);
    await refusal(whole.subarray(0, 100), /ends within its header, at byte 100/);
    await refusal(
      whole.subarray(0, -1),
      new RegExp(`speaks of ${whole.length} bytes, the file has ${whole.length - 1}`),
    );
    await refusal(
      changed(whole, (bytes) => bytes.writeUInt8(2, 7)),
      /version 2, not 3/,
    );
    await refusal(
      changed(whole, (bytes) => bytes.writeUInt8(9, 99)),
      /type 9, which is unknown/,
    );
    await refusal(
      changed(whole, (bytes) => bytes.writeUInt8(27, 101)),
      /levels 0 to 27 are none/,
    );
    await assert.rejects(openArchive(join(folder, 'nothing.pmtiles')), /ENOENT/);
  });

  test('refuses parts that claim to be huge, before it makes room for them', async () => {
    const whole = writeArchive({ tiles: TILES });
    const claim = (place: number, value: bigint) => changed(whole, (bytes) => bytes.writeBigUInt64LE(value, place));
    await refusal(claim(16, 20_000n), /cut off|after 16384/);
    await refusal(claim(16, 1n << 60n), /cut off/);
    await refusal(
      Buffer.concat([claim(16, 17_000n), Buffer.alloc(20_000)]),
      /root directory ends at byte 17127, after 16384/,
    );
    await refusal(
      Buffer.concat([claim(32, 5_000_000n), Buffer.alloc(6_000_000)]),
      /metadata has 5000000 bytes, more than/,
    );
    await refusal(withRoot(gzipSync(varint(2 ** 32))), /directory of 5 bytes claims 4294967296 entries/);
    await refusal(withRoot(gzipSync(Buffer.alloc(3_000_000))), /larger than 2097152 bytes/);
  });

  test('fails for a tile that claims to be huge or was cut off since, and goes on with the others', async () => {
    const huge = { z: 1, x: 0, y: 0, bytes: Buffer.alloc(17 * 1024 * 1024) };
    const large = { z: 1, x: 1, y: 0, bytes: Buffer.alloc(2_000_000) };
    const tiles = [...TILES.slice(0, 1), large, huge];
    const archive = await openArchive(await kept(writeArchive({ tiles, tileCompression: Compression.None })));
    await assert.rejects(archive.tile(huge), /17825792 bytes, more than 16777216/);
    await truncate(join(folder, 'map.pmtiles'), 18_000_000);
    await assert.rejects(archive.tile({ z: 1, x: 1, y: 0 }), /ends at byte 18000000/);
    assert.ok(await archive.tile({ z: 0, x: 0, y: 0 }));
    await archive.close();
  });

  test('answers what is being read when it is closed', async () => {
    const archive = await openArchive(await kept(writeArchive({ tiles: TILES, perLeaf: 4 })));
    const reading = archive.tile({ z: 5, x: 5, y: 0 });
    await archive.close();
    assert.ok(await reading);
    await assert.rejects(archive.tile({ z: 5, x: 5, y: 0 }));
  });

  test('takes pictures and every packing', async () => {
    for (const tileCompression of [Compression.None, Compression.Gzip, Compression.Brotli, Compression.Zstd]) {
      const bytes = writeArchive({ tiles: TILES, tileCompression, tileType: TileType.Webp });
      const archive = await openArchive(await kept(bytes));
      const [first] = TILES;
      assert.ok(first);
      assert.deepEqual(
        Buffer.from((await archive.tile(first)) ?? []),
        Buffer.from(packed(first.bytes, tileCompression)),
      );
      await archive.close();
    }
  });

  /** The smallest archive, with another root directory. */
  function withRoot(root: Buffer): Buffer {
    const whole = writeArchive({ tiles: TILES });
    const header = changed(whole.subarray(0, 127), (bytes) => bytes.writeBigUInt64LE(BigInt(root.length), 16));
    const was = Number(whole.readBigUInt64LE(16));
    const moved = changed(header, (bytes) => {
      for (const place of [24, 40, 56]) {
        bytes.writeBigUInt64LE(bytes.readBigUInt64LE(place) + BigInt(root.length - was), place);
      }
    });
    return Buffer.concat([moved, root, whole.subarray(127 + was)]);
  }
});

function changed(bytes: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes);
  change(copy);
  return copy;
}
