// SPDX-License-Identifier: GPL-2.0-or-later
// What is on the screen as the fragment of its address: #c=113.18,39.565&z=14&l=control,protection:60&d=2020-01-01
import { isDay } from '../base/day';
import type { Language } from '../base/words';
import type { LayerState, View } from './page_state';

export interface Link {
  view?: View;
  layers?: LayerState[];
  asOf?: string;
  language?: Language;
  projection?: string;
  selected?: string;
  hasBaseMap?: boolean;
}

/** Whatever of it cannot be read is left out: an old link still shows a map. */
export function readLink(fragment: string, layerNames: readonly string[], isProjection: (code: string) => boolean): Link {
  const words = new URLSearchParams(fragment.replace(/^#/, ''));
  const link: Link = {};
  const view = readView(words.get('c'), words.get('z'));
  if (view) {
    link.view = view;
  }
  const layers = words.get('l');
  if (layers !== null) {
    link.layers = readLayers(layers, layerNames);
  }
  const day = words.get('d');
  if (day !== null && isDay(day)) {
    link.asOf = day;
  }
  const language = words.get('lang');
  if (language === 'zh' || language === 'en') {
    link.language = language;
  }
  const code = `EPSG:${words.get('p') ?? ''}`;
  if (isProjection(code)) {
    link.projection = code;
  }
  const selected = words.get('s');
  if (selected && /^[a-z_]+\/[A-Za-z0-9._-]+$/.test(selected)) {
    link.selected = selected;
  }
  if (words.get('b') === '1') {
    link.hasBaseMap = true;
  }
  return link;
}

function readView(centre: string | null, zoom: string | null): View | undefined {
  const numbers = (centre ?? '').split(',').map(Number);
  const [lon, lat] = numbers;
  const z = Number(zoom ?? NaN);
  const isPlace = numbers.length === 2 && Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
  return isPlace && centre && zoom && z >= 0 && z <= 22 ? { centre: [lon, lat], zoom: z } : undefined;
}

function readLayers(words: string, names: readonly string[]): LayerState[] {
  const named = new Map(
    words
      .split(',')
      .filter(Boolean)
      .map((word) => word.split(':'))
      .map(([name, opacity]) => [name, opacity]),
  );
  return names.map((name) => {
    const opacity = Number(named.get(name) ?? 100);
    return { name, visible: named.has(name), opacity: opacity >= 0 && opacity <= 100 ? Math.round(opacity) : 100 };
  });
}

export function writeLink(link: Required<Link>): string {
  const { view, layers, asOf, language, projection, selected, hasBaseMap } = link;
  const words = [
    `c=${view.centre.map((one) => trimmed(one, 6)).join(',')}`,
    `z=${trimmed(view.zoom, 2)}`,
    `l=${layers
      .filter((one) => one.visible)
      .map((one) => (one.opacity === 100 ? one.name : `${one.name}:${one.opacity}`))
      .join(',')}`,
    `lang=${language}`,
  ];
  if (asOf) {
    words.push(`d=${asOf}`);
  }
  if (projection !== 'EPSG:3857') {
    words.push(`p=${projection.slice(5)}`);
  }
  if (selected) {
    words.push(`s=${selected}`);
  }
  if (hasBaseMap) {
    words.push('b=1');
  }
  return `#${words.join('&')}`;
}

function trimmed(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}
