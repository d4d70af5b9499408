import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { loadBasemap } from './load-basemap.ts';

const STYLE = { version: 8, glyphs: 'https://tiles.example/{fontstack}/{range}.pbf', sources: {}, layers: [] };

suite('loadBasemap', () => {
  test('asks once for both themes, or for each where the address names the theme', async () => {
    const asked: string[] = [];
    const ask = answering(asked, () => Response.json(STYLE));
    await loadBasemap('https://tiles.example/style.json', ask);
    await loadBasemap('https://tiles.example/{theme}/style.json', ask);
    const [base] = ['https://tiles.example'];
    assert.deepEqual(asked, [`${base}/style.json`, `${base}/light/style.json`, `${base}/dark/style.json`]);
  });

  test('says who asks to our own host alone', async () => {
    const sent: (RequestInit | undefined)[] = [];
    await loadBasemap('/basemap/style/{theme}.json', async (_address, init) => {
      sent.push(init);
      return Response.json(STYLE);
    });
    assert.deepEqual(new Set(sent.map((init) => init?.credentials)), new Set(['same-origin']));
  });

  test('leaves the style its sources and layers and takes its fonts away', async () => {
    const { light } = await loadBasemap(
      'https://tiles.example/',
      answering([], () => Response.json(STYLE)),
    );
    assert.deepEqual(light, { version: 8, sources: {}, layers: [] });
  });

  test('fails where nothing, or no style, answers', async () => {
    const load = (response: () => Response) => loadBasemap('https://tiles.example/', answering([], response));
    await assert.rejects(
      load(() => new Response('', { status: 404 })),
      /status 404/,
    );
    await assert.rejects(
      load(() => new Response('<html>')),
      SyntaxError,
    );
    for (const other of [null, [], { version: 7, sources: {}, layers: [] }, { version: 8, sources: {} }]) {
      await assert.rejects(
        load(() => Response.json(other)),
        /no MapLibre style/,
      );
    }
  });
});

function answering(asked: string[], response: () => Response): typeof fetch {
  return async (address) => {
    asked.push(address instanceof Request ? address.url : address.toString());
    return response();
  };
}
