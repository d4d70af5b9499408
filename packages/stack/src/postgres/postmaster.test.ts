import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { silentLogger } from '@trekker/kit';
import { locateBinaries } from './binaries.ts';
import { choosePlace } from './place.ts';
import { endPostmaster, foundPostmaster } from './postmaster.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { afterTest, newDataFolder, postmasterPid, processesIn } from './testing/data-folder.ts';
import { startWriter } from './testing/killable.ts';

test('a server held up by one of its processes is stopped at once after a while, with all of them', async (t) => {
  const dataDir = newDataFolder(t);
  const writer = startWriter(t, dataDir, 10);
  await writer.confirmed(10);
  await writer.kill();
  const pid = postmasterPid(dataDir);
  const socketPath = readPostmasterFile(`${dataDir}/postgres`)?.socketPath ?? '';
  afterTest(t, () => rmSync(socketPath, { recursive: true }));
  const held = processesIn(dataDir).find((process) => process !== pid) ?? 0;
  process.kill(held, 'SIGSTOP');
  const place = await choosePlace({ dataDir, binaries: await locateBinaries(), log: silentLogger });
  await endPostmaster(foundPostmaster(place, pid), silentLogger, 200);
  assert.deepEqual(processesIn(dataDir), []);
});
