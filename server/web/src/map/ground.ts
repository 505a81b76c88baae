// SPDX-License-Identifier: GPL-2.0-or-later
// What lies under the data: an empty ground with a graticule, and the base map a server may be configured with.
import Graticule from 'ol/layer/Graticule.js';
import TileLayer from 'ol/layer/Tile.js';
import XYZ from 'ol/source/XYZ.js';
import { Stroke } from 'ol/style.js';
import TileGrid from 'ol/tilegrid/TileGrid.js';
import { inLanguage } from '../base/words';
import type { BaseMap } from '../data/description';
import { graticuleText, type Ink } from './labels';

/** 1.5 → 1°30′; whole seconds only. */
function degreesInWords(value: number, positive: string, negative: string): string {
  const seconds = Math.round(Math.abs(value) * 3600);
  const two = (part: number) => String(part).padStart(2, '0');
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = seconds % 60;
  const tail = rest ? `${two(minutes)}′${two(rest)}″` : minutes ? `${two(minutes)}′` : '';
  return `${Math.floor(seconds / 3600)}°${tail}${value < 0 ? negative : positive}`;
}

export function makeGraticule(ink: Ink, isDark: boolean): Graticule {
  return new Graticule({
    strokeStyle: new Stroke({ color: isDark ? 'rgba(255,255,255,0.16)' : 'rgba(28,39,51,0.13)', width: 1 }),
    showLabels: true,
    targetSize: 140,
    lonLabelPosition: 0.012,
    latLabelPosition: 0.006,
    lonLabelFormatter: (value) => degreesInWords(value, 'E', 'W'),
    latLabelFormatter: (value) => degreesInWords(value, 'N', 'S'),
    lonLabelStyle: graticuleText(ink, 'bottom'),
    latLabelStyle: graticuleText(ink, 'left'),
    wrapX: false,
    zIndex: 1,
  });
}

/** Grid `c`: two tiles of 180° at zoom 1, as Chinese services number them. */
function gridOfDegrees(maxZoom: number): TileGrid {
  const resolutions = Array.from({ length: maxZoom + 1 }, (_, z) => 360 / 256 / 2 ** z);
  return new TileGrid({ extent: [-180, -90, 180, 90], origin: [-180, 90], resolutions, minZoom: 1 });
}

export function makeBaseMap(map: BaseMap): TileLayer<XYZ> {
  const isDegrees = map.grid === 'c';
  return new TileLayer({
    className: 'base-map',
    zIndex: 0,
    source: new XYZ({
      url: map.url,
      attributions: inLanguage(map.attribution),
      projection: isDegrees ? 'EPSG:4490' : 'EPSG:3857',
      maxZoom: map.max_zoom,
      ...(isDegrees ? { tileGrid: gridOfDegrees(map.max_zoom) } : {}),
    }),
  });
}
