// SPDX-License-Identifier: GPL-2.0-or-later
// The one map as people use it: a real browser, the real server, the demonstration store.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axeFindings } from './axe.mjs';
import { openBrowser, openPage, serve, settled, until } from './served.mjs';

const NEAR = '/#c=113.182,39.565&z=16&lang=zh';
const PAGODA = [113.182, 39.565];

let server;
let browser;
before(async () => {
  [server, browser] = await Promise.all([serve(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.end();
});

/** Runs on a page of its own; whatever went wrong behind its back is a failure. */
async function onPage(options, use) {
  const opened = await openPage(browser, server.origin, options);
  try {
    await use(opened.page, opened);
    assert.deepEqual(opened.faults, []);
  } finally {
    await opened.context.close();
  }
}

const cards = (page) => page.locator('.card h3').allInnerTexts();
const fragment = (page) => page.evaluate(() => new URLSearchParams(window.location.hash.slice(1)));
const stateOf = (page) => page.evaluate(() => document.querySelector('one-map-page').store.state);

test('it opens with nothing from elsewhere, nothing against its policy and no error', async () => {
  await onPage({ path: '/' }, async (page) => {
    assert.equal(await page.title(), '两线一张图');
    assert.equal(await page.locator('.list li').count() > 20, true);
    const response = await page.request.get(`${server.origin}/`);
    const policy = response.headers()['content-security-policy'];
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.doesNotMatch(policy, /unsafe/);
  });
});

test('what it is made of is compressed, kept forever under its name, and asked for again under none', async () => {
  const index = await fetch(`${server.origin}/`);
  const asset = (await index.text()).match(/\/assets\/[\w.-]+\.js/)[0];
  assert.equal(index.headers.get('cache-control'), 'no-cache');
  const again = await fetch(`${server.origin}/`, { headers: { 'If-None-Match': index.headers.get('etag') } });
  assert.equal(again.status, 304);
  const script = await fetch(server.origin + asset, { headers: { 'Accept-Encoding': 'gzip' } });
  assert.match(script.headers.get('cache-control'), /immutable/);
  assert.equal(script.headers.get('content-encoding'), 'gzip');
  assert.ok(Number(script.headers.get('content-length')) < 300_000);
});

test('axe finds nothing serious, in both languages, wide and narrow, with results open', async () => {
  for (const language of ['zh', 'en']) {
    for (const size of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
      await onPage({ path: `/#c=113.182,39.565&z=16&lang=${language}&d=2020-01-01&s=public_sites/SZ001`, size }, async (page) => {
        assert.deepEqual(await axeFindings(page), []);
        await page.locator('#search').fill('寺');
        await page.locator('.hits li').first().waitFor();
        assert.deepEqual(await axeFindings(page), []);
      });
    }
  }
});

test('a unit is found by a part of its name, shown, and a click lists every line that overlaps there', async () => {
  await onPage({ path: '/' }, async (page) => {
    await page.locator('#search').fill('木塔');
    await page.locator('.hits li.public_sites').first().click();
    await page.locator('.card.is-chosen').waitFor();
    await settled(page);
    assert.equal((await cards(page))[0], '佛宫寺释迦塔（应县木塔）');
    const { view } = await stateOf(page);
    assert.ok(Math.hypot(view.centre[0] - PAGODA[0], view.centre[1] - PAGODA[1]) < 0.01, String(view.centre));

    const place = await page.evaluate((lonlat) => {
      const { view } = document.querySelector('one-map-page').context;
      const [x, y] = view.pixelOf(lonlat);
      const box = document.querySelector('.map').getBoundingClientRect();
      return [box.left + x, box.top + y];
    }, PAGODA);
    await page.mouse.click(...place);
    await page.waitForFunction(() => document.querySelector('one-map-page').store.state.identified?.place);
    await settled(page);
    const listed = await page.evaluate(() => document.querySelector('one-map-page').store.state.identified.items.map((one) => one.id).sort());
    assert.deepEqual(listed, await idsAt(PAGODA));
    assert.equal((await cards(page)).length, listed.length);
    assert.ok(listed.length >= 3, String(listed));
    const link = await page.locator('.card.protection footer a').first().getAttribute('href');
    assert.equal((await fetch(server.origin + link)).status, 200);
  });
});

/** What the server has at a place, asked for without the page. */
async function idsAt([lon, lat]) {
  const grow = { public_sites: 3e-5, protection: 1e-9, control: 1e-9 };
  const found = await Promise.all(
    Object.entries(grow).map(async ([layer, d]) => {
      const box = [lon - d, lat - d, lon + d, lat + d].join(',');
      return (await (await fetch(`${server.origin}/ogcapi/collections/${layer}/items?f=json&bbox=${box}`)).json()).features;
    }),
  );
  return found.flat().map((one) => one.id).sort();
}

test('it searches by id, county, number of a notice and coordinates, and says when there is nothing', async () => {
  await onPage({ path: '/' }, async (page) => {
    const hits = async (text) => {
      await page.locator('#search').fill(text);
      await page.waitForFunction(() => document.querySelector('search-box').asked === document.querySelector('#search').value.trim());
      return page.locator('.hits li').allInnerTexts();
    };
    assert.match((await hits('SZ001-K'))[0], /重点保护区/);
    assert.ok((await hits('朔城区')).length >= 2);
    assert.ok((await hits('示意〔2009〕1号')).length >= 2);
    assert.match((await hits('113.182, 39.565'))[0], /经纬度/);
    assert.match((await hits('4381549, 38429706'))[0], /38 带/);
    assert.deepEqual(await hits('没有这个名字'), []);
    assert.match(await page.locator('.hits .hint').innerText(), /没有找到/);
  });
});

test('a link brings back the view, the layers, the day, the language, the plane and what was chosen', async () => {
  const path = '/#c=113.18,39.56&z=14.5&l=control:40,public_sites&lang=en&d=2020-01-01&p=4526&s=control/SZ001-C2';
  await onPage({ path }, async (page) => {
    await page.locator('.card.is-chosen').waitFor();
    const data = await page.locator('.card.is-chosen footer a').getAttribute('href');
    assert.match(data, /items\/SZ001-C2\?datetime=2020-01-01$/);
    assert.equal((await fetch(server.origin + data)).status, 200);
    const before = await stateOf(page);
    assert.equal(before.projection, 'EPSG:4526');
    assert.equal(before.layers.find((one) => one.name === 'protection').visible, false);
    assert.equal(before.layers.find((one) => one.name === 'control').opacity, 40);
    await page.reload();
    await settled(page);
    const again = await stateOf(page);
    for (const key of ['layers', 'asOf', 'language', 'projection', 'selected']) {
      assert.deepEqual(again[key], before[key], key);
    }
    assert.ok(Math.abs(again.view.zoom - 14.5) < 0.01 && Math.abs(again.view.centre[0] - 113.18) < 1e-4, JSON.stringify(again.view));
    assert.equal(await page.locator('.ribbon').isVisible(), true);
  });
});

test('the link that is copied is that of what is seen, and never the secret of a first sign-in', async () => {
  await onPage({ path: '/#first-sign-in=SECRET', permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await page.locator('.list .public_sites').first().click();
    await page.locator('.card.is-chosen').waitFor();
    await settled(page);
    await page.getByRole('button', { name: '复制链接' }).click();
    await page.locator('.told').filter({ hasText: '链接已复制' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /#c=\d+\.\d+,\d+.*&s=public_sites\/SZ001$/);
    assert.equal(new URL(page.url()).hash, '#first-sign-in=SECRET');
  });
});

test('the language is switched without loading the page anew, and remembered by the link', async () => {
  await onPage({ path: NEAR }, async (page) => {
    assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
    await page.getByRole('button', { name: 'English' }).click();
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    assert.equal((await fragment(page)).get?.('lang') ?? (await stateOf(page)).language, 'en');
    await page.getByRole('heading', { name: 'Layers and legend' }).waitFor();
    const own = await page.locator('.layers, .status, .top h1, .tools label').allInnerTexts();
    assert.doesNotMatch(own.join(' '), /[\u4e00-\u9fff]/);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '图层与图例' }).waitFor();
  });
});

test('another day stands on a ribbon over the map until one goes back to today', async () => {
  await onPage({ path: NEAR }, async (page) => {
    assert.equal(await page.locator('.ribbon').count(), 0);
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.locator('.day input').fill('2009-06-01');
    await page.locator('.day input').dispatchEvent('change');
    await page.locator('.ribbon').waitFor();
    assert.match(await page.locator('.ribbon').innerText(), /2009-06-01/);
    await until(() => asked.some((url) => /\.mvt\?as_of=2009-06-01$/.test(url)));
    await until(() => asked.some((url) => /items\?.*datetime=2009-06-01/.test(url)));
    await settled(page);
    assert.equal(await page.locator('.list .protection').count(), 0, 'nothing was announced then');
    await until(async () => (await coloured(page)).red < 50);
    await page.getByRole('button', { name: '回到今天' }).click();
    await page.locator('.ribbon').waitFor({ state: 'detached' });
    await until(async () => (await coloured(page)).red > 300);
    await settled(page);
    assert.ok((await page.locator('.list .protection').count()) > 0);
  });
});

test('everything can be done by keys alone', async () => {
  await onPage({ path: '/' }, async (page) => {
    await page.keyboard.press('Tab'); // the way past the bar
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'search');
    await page.keyboard.type('SZ001');
    await page.locator('.hits li.public_sites').first().waitFor();
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.getAttribute('#search', 'aria-activedescendant'), 'hit-0');
    await page.keyboard.press('Enter');
    await page.locator('.card.is-chosen').waitFor();
    await settled(page);

    for (let i = 0; i < 40 && !(await page.evaluate(() => document.activeElement.classList.contains('map'))); ++i) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      assert.notEqual(seen, 'none', 'the focus is seen wherever it is');
    }
    assert.equal(await page.locator('.aim').isVisible(), true);
    const before = (await stateOf(page)).view;
    await page.keyboard.press('ArrowRight');
    await until(async () => (await stateOf(page)).view.centre[0] > before.centre[0] + 1e-6);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('+');
    await until(async () => (await stateOf(page)).view.zoom > before.zoom + 0.5);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('one-map-page').store.state.identified?.place);
    await settled(page);
    await page.keyboard.press('Escape');
    assert.equal((await stateOf(page)).identified, null);
  });
});

test('one column on a phone, and nothing to be pushed sideways at 320 px', async () => {
  for (const language of ['zh', 'en']) {
    for (const width of [390, 320]) {
      await onPage({ path: `/#c=113.182,39.565&z=16&lang=${language}&d=2020-01-01&s=public_sites/SZ001`, size: { width, height: 700 } }, async (page) => {
        await page.locator('.card').first().waitFor();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${wide} at ${width} in ${language}`);
        const [map, results] = await Promise.all(['map-frame', 'result-panel'].map((part) => page.locator(part).boundingBox()));
        assert.ok(results.y >= map.y + map.height - 1, 'the list stands below the map');
      });
    }
  }
});

test('what is hidden is in nothing that the page was sent, and is not found', async () => {
  const bodies = [];
  await onPage({ path: '/#c=112.764,39.222&z=13' }, async (page) => {
    await page.locator('#search').fill('SZ003');
    await page.locator('.hits .hint').waitFor();
    await page.waitForFunction(() => document.querySelector('search-box').asked === 'SZ003');
    assert.equal(await page.locator('.hits li').count(), 0);
    await page.locator('#search').fill('墓');
    await page.waitForFunction(() => document.querySelector('search-box').asked === '墓');
    assert.equal(await page.locator('.hits li').count(), 0);
    // An answer names its own address: what was searched for above would be in it.
    page.on('response', (response) => bodies.push(response.body().catch(() => Buffer.alloc(0))));
    await page.reload();
    await settled(page);
    assert.doesNotMatch(await page.locator('.list').allInnerTexts().then(String), /墓/);
  });
  const all = Buffer.concat(await Promise.all(bodies));
  assert.ok(all.length > 100_000);
  for (const word of ['SZ003', '[112.764', '[112.763']) {
    const at = all.indexOf(word);
    assert.equal(at, -1, String(all.subarray(Math.max(0, at - 80), at + 40)));
  }
});

test('in every plane the same ground is shown, with what lies on it', async () => {
  await onPage({ path: NEAR }, async (page) => {
    const seen = {};
    for (const code of ['EPSG:3857', 'EPSG:4490', 'EPSG:4526']) {
      await page.locator('.status select').selectOption(code);
      await page.waitForFunction((wanted) => document.querySelector('one-map-page').store.state.projection === wanted, code);
      await settled(page);
      const { view, metresPerPixel } = await stateOf(page);
      seen[code] = { view, metresPerPixel };
      const box = await page.locator('.map').boundingBox();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      const told = await page.locator('.where').innerText();
      assert.match(told, /113\.18[12]\d+°E 39\.56[45]\d+°N/, code);
      assert.match(told, /Y 384297\d\d\.\d/, code);
      assert.ok(await page.locator('.list .protection').count() >= 2, code);
    }
    for (const { view, metresPerPixel } of Object.values(seen)) {
      assert.ok(Math.abs(view.centre[0] - PAGODA[0]) < 1e-4 && Math.abs(view.centre[1] - PAGODA[1]) < 1e-4);
      assert.ok(Math.abs(metresPerPixel / seen['EPSG:3857'].metresPerPixel - 1) < 0.01);
    }
  });
});

test('lines are drawn where they are, in the colours of the styles, in every plane', async () => {
  for (const plane of ['3857', '4490', '4526']) {
    await onPage({ path: `/#c=113.182,39.565&z=16&lang=zh&p=${plane}&l=protection,control` }, async (page) => {
      const count = await coloured(page);
      assert.ok(count.red > 300, `${plane}: ${JSON.stringify(count)}`);
      assert.ok(count.blue > 300, `${plane}: ${JSON.stringify(count)}`);
    });
  }
});

/** Pixels of the map in the full colours of ranges and control zones. */
function coloured(page) {
  return page.evaluate(() => {
    const out = { red: 0, blue: 0 };
    document.querySelectorAll('.map canvas').forEach((canvas) => {
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < data.length; i += 4) {
        const isNear = (r, g, b) => Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 30 && data[i + 3] > 200;
        out.red += isNear(0xc0, 0x27, 0x2d);
        out.blue += isNear(0x1f, 0x5f, 0xa8);
      }
    });
    return out;
  });
}

test('layers are turned off and the legend names only what is in view', async () => {
  await onPage({ path: NEAR }, async (page) => {
    const legend = async () => (await page.locator('.legend').allInnerTexts()).join(' ');
    assert.match(await legend(), /重点保护区/);
    await page.getByRole('checkbox', { name: /保护范围/ }).uncheck();
    await settled(page);
    assert.doesNotMatch(await legend(), /重点保护区/);
    assert.equal(await page.locator('.list .protection').count(), 0);
    assert.equal((await coloured(page)).red < 50, true);
  });
});

test('lengths and areas are measured as approximations, by mouse and by keys, and a click then asks nothing', async () => {
  await onPage({ path: NEAR }, async (page) => {
    const measured = () => page.evaluate(() => document.querySelector('one-map-page').store.state.measured?.value);
    const { metresPerPixel } = await stateOf(page);
    const box = await page.locator('.map').boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.getByRole('button', { name: /量长度/ }).click();
    await page.mouse.click(x - 100, y);
    await page.mouse.move(x, y);
    await page.mouse.move(x + 100, y);
    await until(async () => Math.abs((await measured()) - 200 * metresPerPixel) < 0.03 * 200 * metresPerPixel);
    assert.match(await page.locator('.measured').innerText(), /约 .* m（参考值）/);
    assert.equal((await stateOf(page)).identified, null);
    await page.getByRole('button', { name: /量面积/ }).click();
    await page.locator('.map').focus();
    for (const key of ['Enter', 'ArrowRight', 'Enter', 'ArrowDown', 'Enter']) {
      const before = (await stateOf(page)).view.centre.join();
      await page.keyboard.press(key);
      await until(async () => key === 'Enter' || (await stateOf(page)).view.centre.join() !== before);
      await settled(page);
    }
    await until(async () => (await measured()) > 100);
    assert.match(await page.locator('.measured').innerText(), /亩（参考值）/);
    await page.keyboard.press('Escape');
    await page.locator('.measured').waitFor({ state: 'detached' });
  });
});

test('on paper there is the map with its legend and no tools', async () => {
  await onPage({ path: NEAR }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.map').isVisible(), true);
    assert.equal(await page.locator('.legend').first().isVisible(), true);
    for (const part of ['.controls', 'search-box', '.tools']) {
      assert.equal(await page.locator(part).isVisible(), false, part);
    }
  });
});

test('when the server is gone it says so in words, and goes on by itself when it is back', async () => {
  const opened = await openPage(browser, server.origin, { path: NEAR });
  const { page, context } = opened;
  try {
    await context.setOffline(true);
    await page.evaluate(() => document.querySelector('one-map-page').context.retry());
    await page.locator('.troubles .trouble').first().waitFor();
    assert.match(await page.locator('.troubles').innerText(), /连接不到服务器/);
    await context.setOffline(false);
    await page.locator('.troubles .trouble').first().waitFor({ state: 'detached' });
    await settled(page);
    assert.ok((await page.locator('.list li').count()) > 3);
  } finally {
    await context.close();
  }
});

test('a tile that does not come is told, and tried again', async () => {
  const { page, context } = await openPage(browser, server.origin, { path: '/' });
  try {
    let isBroken = true;
    await context.route(/\.mvt/, (route) => (isBroken ? route.fulfill({ status: 502, body: '' }) : route.fallback()));
    await page.locator('#search').fill('SZ002');
    await page.locator('.hits li.public_sites').first().click();
    await page.locator('.troubles .trouble').first().waitFor();
    assert.match(await page.locator('.troubles').innerText(), /可能缺少界线/);
    isBroken = false;
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('.troubles .trouble').first().waitFor({ state: 'detached' });
    await until(async () => (await coloured(page)).red > 100);
  } finally {
    await context.close();
  }
});

test('a line that is published shows on a page that stands open', async () => {
  await onPage({ path: '/#c=113.182,39.575&z=16&lang=zh' }, async (page) => {
    assert.equal(await page.locator('.list .protection').count(), 0);
    await publish(server, 'SZ001-N', [113.182, 39.575]);
    await page.locator('.list .protection').first().waitFor();
    await until(async () => (await coloured(page)).red > 100);
  });
});

/** A square range of a unit, from draft to announcement. */
async function publish({ liangxian, store, folder }, zone, [lon, lat]) {
  const d = 0.001;
  const ring = [[lon - d, lat - d], [lon + d, lat - d], [lon + d, lat + d], [lon - d, lat + d], [lon - d, lat - d]];
  const properties = { zone_id: zone, site_id: 'SZ001', kind: 'protection', status: 'draft', visibility: 'public' };
  const feature = { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
  const file = join(folder, 'draft.geojson');
  await writeFile(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  await liangxian('import', 'zones', store, file);
  await liangxian('zone', 'submit', store, zone, '--actor', 'li');
  await liangxian('zone', 'approve', store, zone, '--actor', 'wang', '--document', '8号');
  await liangxian('zone', 'publish', store, zone, '--document', '9号', '--issuer', '县政府');
}

test('a base map is there when the server was given one, off until somebody wants it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liangxian-base-'));
  const file = join(folder, 'base.json');
  // Pictures of this server stand for those of a map service.
  await writeFile(file, JSON.stringify({ url: '/tiles/control/{z}/{x}/{y}.png', title: { zh: '影像底图', en: 'imagery' } }));
  const own = await serve(['--base-map', file]);
  const { page, context, faults } = await openPage(browser, own.origin, { path: NEAR });
  try {
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByRole('checkbox', { name: '影像底图' }).check();
    await until(() => asked.some((url) => /control\/\d+\/\d+\/\d+\.png$/.test(url)));
    await settled(page);
    assert.match(page.url(), /b=1/);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
    await own.end();
    await rm(folder, { recursive: true });
  }
});
