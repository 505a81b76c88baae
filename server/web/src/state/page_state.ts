// SPDX-License-Identifier: GPL-2.0-or-later
import { Store } from '../base/store';
import type { Language } from '../base/words';
import type { Legend, MapDescription } from '../data/description';
import type { LayerName, MapItem } from '../data/feature';

export interface LayerState {
  name: LayerName;
  visible: boolean;
  /** 0 to 100. */
  opacity: number;
}

export interface View {
  /** Longitude and latitude. */
  centre: [number, number];
  zoom: number;
}

/** What lies in the view, of one layer. */
export interface InView {
  layer: LayerName;
  matched: number;
  items: MapItem[];
}

export type MeasureKind = 'length' | 'area';

export type Progress = 'waiting' | 'ready' | 'failed';

export interface PageState {
  language: Language;
  /** The day shown, YYYY-MM-DD; empty: today. */
  asOf: string;
  projection: string;
  layers: LayerState[];
  view: View;
  /** What is chosen: `layer/id`. */
  selected: string;
  description: MapDescription | null;
  legend: Legend | null;
  hasBaseMap: boolean;
  start: Progress;
  startWords: string;
  inView: InView[];
  inViewProgress: Progress;
  inViewWords: string;
  /** What stands at the place that was asked for; nothing: nobody asked. */
  identified: { place: [number, number] | null; items: MapItem[]; progress: Progress; words: string } | null;
  /** What a list points at: `layer/id` of something in view. */
  pointedAt: MapItem | null;
  /** Tiles that did not come, in words. */
  tileTrouble: string;
  pointer: [number, number] | null;
  metresPerPixel: number;
  isFullScreen: boolean;
  /** Metres or square metres so far; nothing: nobody measures. */
  measured: { kind: MeasureKind; value: number } | null;
  /** A short message to be read out, such as that the link was copied. */
  told: string;
}

export type PageStore = Store<PageState>;

/** The lower first, as they are drawn. */
export const DRAWN_ORDER: readonly LayerName[] = ['control', 'protection', 'public_sites'];
/** Beyond this zoom the server makes no more tiles; they are stretched. */
export const DEEPEST_TILE = 18;

export const START_VIEW: View = { centre: [112.6, 39.5], zoom: 8 };

export function newStore(language: Language): PageStore {
  return new Store<PageState>({
    language,
    asOf: '',
    projection: 'EPSG:3857',
    layers: DRAWN_ORDER.map((name) => ({ name, visible: true, opacity: 100 })),
    view: START_VIEW,
    selected: '',
    description: null,
    legend: null,
    hasBaseMap: false,
    start: 'waiting',
    startWords: '',
    inView: [],
    inViewProgress: 'waiting',
    inViewWords: '',
    identified: null,
    pointedAt: null,
    tileTrouble: '',
    pointer: null,
    metresPerPixel: 0,
    isFullScreen: false,
    measured: null,
    told: '',
  });
}
