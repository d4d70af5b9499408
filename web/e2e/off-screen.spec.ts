import { expect, test } from '@playwright/test';
import { offScreen } from './off-screen.ts';

const WIDE = 'display:inline-block;width:900px';

test('what is off the screen is found although the frame cuts it off, and what may be scrolled to is not', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const within = async (inner: string) => {
    await page.setContent(`<style>body{margin:0} .overflow-x-auto{overflow-x:auto} .truncate{overflow:hidden}</style>
      <div style="width:100vw;height:100vh;overflow:hidden">${inner}</div>`);
    return (await offScreen(page)).length;
  };
  expect(await within('<p>short</p>')).toBe(0);
  const long = '<p style="height:900px">long</p>';
  expect(await within(`<main style="height:100px">${long}</main>`)).toBe(1);
  expect(await within(`<main style="height:100px"><div style="height:100%;overflow-y:auto">${long}</div></main>`)).toBe(
    0,
  );
  expect(await within(`<button style="${WIDE}">wide</button>`)).toBe(1);
  expect(await within('<a href="/" style="position:absolute;left:-50px">out</a>')).toBe(1);
  expect(await within(`<div style="overflow-y:auto"><div style="${WIDE};height:9px"></div></div>`)).toBe(1);
  expect(await within(`<div class="overflow-x-auto"><button style="${WIDE}">wide</button></div>`)).toBe(0);
  expect(await within(`<div style="${WIDE}"><div class="overflow-x-auto">wide</div></div>`)).toBe(1);
  expect(await within(`<p class="truncate"><span style="${WIDE}">cut short</span></p>`)).toBe(0);
  expect(await within(`<p style="position:absolute;width:1px;overflow:hidden"><b style="${WIDE}">heard</b></p>`)).toBe(
    0,
  );
  const heard = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap';
  const head = `<thead style="${heard}"><tr><th style="position:sticky;${WIDE}">a</th><th>b</th></tr></thead>`;
  expect(await within(`<table style="display:block">${head}<tbody><tr><td>c</td></tr></tbody></table>`)).toBe(0);
});
