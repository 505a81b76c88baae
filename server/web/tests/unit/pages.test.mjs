// SPDX-License-Identifier: GPL-2.0-or-later
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { openModules } from './modules.mjs';

let modules;
before(async () => {
  modules = await openModules();
});
after(() => modules.close());

const dictionary = async (language) =>
  JSON.parse(await readFile(new URL(`../../src/words/${language}.json`, import.meta.url), 'utf8'));

test('both languages have the same keys, and the same places for what is put into them', async () => {
  const [zh, en] = await Promise.all(['zh', 'en'].map(dictionary));
  assert.deepEqual(Object.keys(zh), Object.keys(en));
  const places = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const key of Object.keys(zh)) {
    assert.notEqual(zh[key].trim(), '', key);
    assert.deepEqual(places(zh[key]), places(en[key]), key);
    assert.doesNotMatch(en[key], /[\u4e00-\u9fff]/, key);
  }
});

test('coordinates of a zone are those of PROJ to a tenth of a millimetre', async () => {
  const { inZone, fromZone, zoneAt } = await modules.load('geo/projections');
  const zone = zoneAt(111.2);
  assert.equal(zone.code, 'EPSG:4525');
  const [east, north] = inZone([111.2, 36.3], zone);
  assert.ok(Math.abs(east - 37517964.202773578) < 1e-4 && Math.abs(north - 4018849.767350332) < 1e-4);
  const [lon, lat] = fromZone(east, north, zone);
  assert.ok(Math.abs(lon - 111.2) < 1e-9 && Math.abs(lat - 36.3) < 1e-9);
});

test('a longitude at the border of two zones has one, and those beyond China the outermost', async () => {
  const { zoneAt } = await modules.load('geo/projections');
  assert.deepEqual([112.49, 112.51, 10, 170].map((lon) => zoneAt(lon).number), [37, 38, 25, 45]);
});

test('a place is read from degrees in either order, minutes and seconds, or metres with a zone', async () => {
  const { readPlace } = await modules.load('geo/coordinates');
  const near = (text, lon, lat, basis) => {
    const read = readPlace(text);
    assert.ok(read, text);
    assert.equal(read.basis, basis, text);
    assert.ok(Math.abs(read.lonlat[0] - lon) < 1e-5 && Math.abs(read.lonlat[1] - lat) < 1e-5, `${text}: ${read.lonlat}`);
  };
  near('113.18, 39.565', 113.18, 39.565, 'degrees');
  near('113.18 39.565', 113.18, 39.565, 'degrees');
  near('39.565，113.18', 113.18, 39.565, 'degrees-swapped');
  near('113°10′48″E 39°33′54″N', 113.18, 39.565, 'degrees');
  near('东113度10分48秒，北39度33分54秒', 113.18, 39.565, 'degrees');
  near('4018849.767, 37517964.203', 111.2, 36.3, 'zone');
  near('X=4018849.767 Y=37517964.203', 111.2, 36.3, 'zone');
});

test('what is no place in China is read as words', async () => {
  const { readPlace } = await modules.load('geo/coordinates');
  for (const text of ['', '应县', 'SZ001', '1 2', '113.18', '13.18, 39.565', '4018849 517964', '113°70′ 39°', '2009 1']) {
    assert.equal(readPlace(text), undefined, text);
  }
});

test('a link says what is on the screen, and nothing of it that cannot be read does harm', async () => {
  const { readLink, writeLink } = await modules.load('state/permalink');
  const names = ['control', 'protection', 'public_sites'];
  const isProjection = (code) => ['EPSG:3857', 'EPSG:4490'].includes(code);
  const link = {
    view: { centre: [113.18, 39.565], zoom: 14.25 },
    layers: [
      { name: 'control', visible: true, opacity: 60 },
      { name: 'protection', visible: false, opacity: 100 },
      { name: 'public_sites', visible: true, opacity: 100 },
    ],
    asOf: '2020-01-01',
    language: 'en',
    projection: 'EPSG:4490',
    selected: 'protection/SZ001-K',
    hasBaseMap: true,
  };
  assert.deepEqual(readLink(writeLink(link), names, isProjection), link);
  assert.deepEqual(readLink('#c=a,b&z=x&d=2020-02-31&lang=fr&p=9999&s=%3Cb%3E&q', names, isProjection), {});
  assert.deepEqual(readLink('#l=', names, isProjection).layers.map((one) => one.visible), [false, false, false]);
});

test('a rule fits as core/style decides it: what a feature does not have is empty', async () => {
  const { accepts } = await modules.load('data/description');
  const equal = (property, literal) => ({ kind: 'equal', property, literal });
  assert.ok(accepts({ kind: 'always' }, {}));
  assert.ok(accepts(equal('class', ''), {}));
  assert.ok(accepts({ kind: 'all', parts: [equal('kind', 'control'), { kind: 'none', parts: [equal('class', 'I')] }] }, { kind: 'control' }));
  assert.ok(!accepts({ kind: 'any', parts: [equal('class', 'I'), equal('class', 'II')] }, { class: 'III' }));
});

test('scales are told by the pixel of WMS, and the bar is a round length', async () => {
  const { barOf, denominatorOf, roundedDenominator } = await modules.load('geo/scale');
  assert.ok(Math.abs(denominatorOf(1.4) - 5000) < 1e-6);
  assert.equal(roundedDenominator(24987.3), 25000);
  assert.deepEqual(barOf(1.4, 110), { metres: 100, pixels: 100 / 1.4 });
});
