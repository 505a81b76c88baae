// SPDX-License-Identifier: GPL-2.0-or-later
import { Fill, Stroke, Style, Text } from 'ol/style.js';
import { sayCode } from '../base/words';
import type { Properties } from '../data/feature';

const FACE = '"Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", sans-serif';
/** From here on (metres a pixel) a unit's label says its level, too. */
const WITH_LEVEL = 20;

export interface Ink {
  text: string;
  quiet: string;
  halo: string;
}

export const LIGHT: Ink = { text: '#1c2733', quiet: '#5b6673', halo: 'rgba(255,255,255,0.92)' };
export const DARK: Ink = { text: '#ffffff', quiet: '#c3ccd6', halo: 'rgba(20,26,33,0.9)' };

const RANKS = ['national', 'provincial', 'city', 'county', 'ungraded'];

/** 0 for the highest level: what is labelled first. */
export function rankOf(level: unknown): number {
  const rank = RANKS.indexOf(String(level));
  return rank < 0 ? RANKS.length : rank;
}

/** The name of a unit beside its point. */
export function siteLabel(site: Properties, metresPerPixel: number, ink: Ink): Style {
  const rank = rankOf(site.level);
  const level = metresPerPixel <= WITH_LEVEL ? sayCode('level', site.level) : '';
  const weight = rank === 0 || level ? 600 : 400;
  return new Style({
    zIndex: 100 - rank,
    text: new Text({
      text: inLines([...wrapped(String(site.name ?? '')).map((line) => [line, `${weight} 13px ${FACE}`]), ...(level ? [[level, `400 11px ${FACE}`]] : [])]),
      textAlign: 'left',
      justify: 'left',
      textBaseline: 'middle',
      offsetX: 9,
      padding: [3, 4, 3, 4],
      fill: new Fill({ color: ink.text }),
      stroke: new Stroke({ color: ink.halo, width: 3.5 }),
    }),
  });
}

/** What kind of line it is, in the line's colour, inside its ground. */
export function zoneLabel(words: string, colour: string, ink: Ink): Style {
  return new Style({
    zIndex: 10,
    text: new Text({
      text: words,
      font: `500 12px ${FACE}`,
      padding: [4, 6, 4, 6],
      fill: new Fill({ color: colour }),
      stroke: new Stroke({ color: ink.halo, width: 3.5 }),
    }),
  });
}

/** Long names in two lines: what stands in brackets comes below. */
function wrapped(name: string): string[] {
  const bracket = name.length > 10 ? name.search(/[（(]/) : -1;
  return bracket > 1 ? [name.slice(0, bracket), name.slice(bracket)] : [name];
}

/** Pieces with their fonts, one below the other, as OpenLayers wants them. */
function inLines(lines: readonly string[][]): string[] {
  return lines.flatMap((line, i) => (i === 0 ? line : ['\n', '', ...line]));
}

export function graticuleText(ink: Ink, side: 'bottom' | 'left'): Text {
  return new Text({
    font: `11px ${FACE}`,
    textAlign: side === 'bottom' ? 'center' : 'start',
    textBaseline: side === 'bottom' ? 'bottom' : 'middle',
    fill: new Fill({ color: ink.quiet }),
    stroke: new Stroke({ color: ink.halo, width: 3 }),
  });
}
