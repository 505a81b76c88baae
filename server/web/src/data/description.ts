// SPDX-License-Identifier: GPL-2.0-or-later
// The map as the server describes it, and the symbols of styles/*.sld.
import { getJson } from '../base/http';
import type { Text } from '../base/words';
import type { Box, LayerName, Properties } from './feature';

export interface LayerDescription {
  name: LayerName;
  bounds: Box | null;
}

/** A base map that this server was configured with. */
export interface BaseMap {
  title: Text;
  attribution: Text;
  /** An address with {z}, {x} and {y}. */
  url: string;
  grid: 'w' | 'c';
  max_zoom: number;
}

/** What changes when something is published. */
export interface MapNews {
  /** When the server read the published data, ISO 8601. */
  loaded_at: string;
  base_map: BaseMap | null;
}

export interface MapDescription extends MapNews {
  layers: LayerDescription[];
}

interface Collections {
  collections: { id: LayerName; extent?: { spatial?: { bbox?: Box[] } } }[];
}

export function fetchNews(): Promise<MapNews> {
  return getJson<MapNews>('/map.json');
}

export async function fetchDescription(): Promise<MapDescription> {
  const [news, { collections }] = await Promise.all([
    fetchNews(),
    getJson<Collections>('/ogcapi/collections?f=json'),
  ]);
  const layers = collections.map(({ id, extent }) => ({ name: id, bounds: extent?.spatial?.bbox?.[0] ?? null }));
  return { ...news, layers };
}

export interface Filter {
  kind: 'always' | 'equal' | 'all' | 'any' | 'none';
  property?: string;
  literal?: string;
  parts?: Filter[];
}

export interface StrokeSymbol {
  colour: string;
  opacity: number;
  width_mm: number;
  dash_mm: number[];
}

export interface FillSymbol {
  colour?: string;
  opacity?: number;
  hatch?: { stroke: StrokeSymbol; spacing_mm: number; angle_deg: number };
}

export interface Symbolizer {
  kind: 'polygon' | 'line' | 'point';
  fill?: FillSymbol;
  stroke?: StrokeSymbol;
  mark?: 'circle' | 'square';
  size_mm?: number;
}

export interface Rule {
  name: string;
  title: Text;
  filter: Filter;
  symbols: Symbolizer[];
}

export interface Legend {
  pixel_mm: number;
  layers: { name: LayerName; rules: Rule[] }[];
}

export function fetchLegend(): Promise<Legend> {
  return getJson<Legend>('/styles/legend.json');
}

/** As core/style decides it: a property that a feature does not have is empty. */
export function accepts(filter: Filter, feature: Properties): boolean {
  const parts = filter.parts ?? [];
  switch (filter.kind) {
    case 'always':
      return true;
    case 'equal':
      return String(feature[filter.property ?? ''] ?? '') === filter.literal;
    case 'all':
      return parts.every((part) => accepts(part, feature));
    case 'any':
      return parts.some((part) => accepts(part, feature));
    case 'none':
      return !parts.some((part) => accepts(part, feature));
  }
}
