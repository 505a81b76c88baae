// SPDX-License-Identifier: GPL-2.0-or-later
// What is drawn above the data: words inside the lines, and what is chosen.
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import { MultiPolygon, Point } from 'ol/geom.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import { Circle, Fill, Stroke, Style } from 'ol/style.js';
import { kindOf } from '../data/collections';
import { boxOf, type MapItem } from '../data/feature';
import { toFeature } from './data_layers';
import { LIGHT, zoneLabel, type Ink } from './labels';
import { placeOfWords, widthOf } from './words_inside';

const COLOURS: Record<string, string> = { protection: '#a01d23', control: '#174c8a' };
const DARK_COLOURS: Record<string, string> = { protection: '#ff9ea2', control: '#9cc8ff' };
/** The kind of each line in view, once, inside its upper edge: tiles would cut and repeat it. */
export class ZoneLabels {
  readonly layer = new VectorLayer({
    source: new VectorSource({ wrapX: false }),
    declutter: 'labels',
    updateWhileAnimating: true,
    zIndex: 13, // below the units: their labels come first
  });

  put(items: readonly MapItem[], projection: string, resolution: number, ink: Ink): void {
    const format = new GeoJSON({ dataProjection: 'EPSG:4490', featureProjection: projection });
    const source = this.layer.getSource();
    source?.clear();
    for (const item of items) {
      const words = kindOf(item);
      const feature = words ? toFeature(item, format) : undefined;
      const shape = feature?.getGeometry();
      if (!(shape instanceof MultiPolygon)) {
        continue;
      }
      const place = placeOfWords(shape, resolution, widthOf(words));
      if (place) {
        const label = new Feature(new Point(place));
        label.setStyle(zoneLabel(words, (ink === LIGHT ? COLOURS : DARK_COLOURS)[item.layer], ink));
        source?.addFeature(label);
      }
    }
  }
}

const CHOSEN = '#d97706';

/** Below the labels: a strong edge around what is chosen; the other things at the place that was asked for get a thin one. */
export class Highlight {
  readonly layer = new VectorLayer({ source: new VectorSource({ wrapX: false }), zIndex: 12.5, updateWhileAnimating: true });

  put(
    items: readonly MapItem[],
    chosenKey: string,
    pointedAt: MapItem | null,
    place: readonly number[] | undefined,
    projection: string,
  ): void {
    const format = new GeoJSON({ dataProjection: 'EPSG:4490', featureProjection: projection });
    const source = this.layer.getSource();
    source?.clear();
    for (const item of items) {
      const isChosen = `${item.layer}/${item.id}` === chosenKey;
      if (!isChosen && item.layer !== 'public_sites') {
        continue;
      }
      const feature = toFeature(item, format);
      feature.setStyle(edge(isChosen, item.layer === 'public_sites'));
      source?.addFeature(feature);
    }
    if (pointedAt) {
      const feature = toFeature(pointedAt, format);
      feature.setId(undefined); // it may be among the others
      feature.setStyle(edge(false, pointedAt.layer === 'public_sites'));
      source?.addFeature(feature);
    }
    if (place) {
      const cross = new Feature(new Point([...place]));
      cross.setStyle(new Style({ image: new Circle({ radius: 3, fill: new Fill({ color: CHOSEN }) }) }));
      source?.addFeature(cross);
    }
  }
}

function edge(isChosen: boolean, isPoint: boolean): Style[] {
  const halo = new Stroke({ color: 'rgba(255,255,255,0.9)', width: isChosen ? 7 : 5 });
  const line = new Stroke({ color: CHOSEN, width: isChosen ? 3 : 1.5 });
  return [halo, line].map((stroke) =>
    isPoint
      ? new Style({ image: new Circle({ radius: isChosen ? 10 : 8, stroke }) })
      : new Style({ stroke }),
  );
}

/** A box in degrees with room around it; a point gets ground of some hundred metres. */
export function boxAround(items: readonly MapItem[]): [number, number, number, number] {
  const box = items.map((item) => boxOf(item.geometry)).reduce(
    (all, one) => [Math.min(all[0], one[0]), Math.min(all[1], one[1]), Math.max(all[2], one[2]), Math.max(all[3], one[3])],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  const least = 0.004;
  const grow = (low: number, high: number) => Math.max(0, (least - (high - low)) / 2);
  const x = grow(box[0], box[2]);
  const y = grow(box[1], box[3]);
  return [box[0] - x, box[1] - y, box[2] + x, box[3] + y];
}
