// SPDX-License-Identifier: GPL-2.0-or-later
// Lengths and areas for orientation: on a sphere, 0.4 % off at most. What counts is measured by the server.
import type { EventsKey } from 'ol/events.js';
import { LineString, type Geometry, Polygon } from 'ol/geom.js';
import Draw from 'ol/interaction/Draw.js';
import VectorLayer from 'ol/layer/Vector.js';
import type OlMap from 'ol/Map.js';
import { unByKey } from 'ol/Observable.js';
import VectorSource from 'ol/source/Vector.js';
import { getArea, getLength } from 'ol/sphere.js';
import { Circle, Fill, Stroke, Style } from 'ol/style.js';
import type { MeasureKind, PageStore } from '../state/page_state';

const INK = '#b45309';

function pencil(): Style[] {
  return [
    new Style({ stroke: new Stroke({ color: 'rgba(255,255,255,0.9)', width: 5 }) }),
    new Style({
      stroke: new Stroke({ color: INK, width: 2 }),
      fill: new Fill({ color: 'rgba(180,83,9,0.10)' }),
      image: new Circle({ radius: 4, fill: new Fill({ color: INK }) }),
    }),
  ];
}

/** One tool at a time: while one measures, a click asks nothing. */
export class Measure {
  private readonly source = new VectorSource({ wrapX: false });
  private readonly layer = new VectorLayer({ source: this.source, style: pencil(), zIndex: 40 });
  private draw?: Draw;
  private listening?: EventsKey;

  constructor(
    private readonly map: OlMap,
    private readonly store: PageStore,
  ) {
    map.addLayer(this.layer);
    store.subscribe((changed) => changed.has('projection') && this.stop());
  }

  start(kind: MeasureKind): void {
    this.stop();
    const draw = new Draw({ source: this.source, type: kind === 'length' ? 'LineString' : 'Polygon', style: pencil() });
    draw.on('drawstart', ({ feature }) => {
      this.source.clear();
      const shape = feature.getGeometry();
      this.listening = shape?.on('change', () => this.tell(kind, shape));
    });
    draw.on('drawend', ({ feature }) => this.tell(kind, feature.getGeometry()));
    this.map.addInteraction(draw);
    this.draw = draw;
    this.store.update({ measured: { kind, value: 0 } });
  }

  stop(): void {
    if (this.listening) {
      unByKey(this.listening);
    }
    if (this.draw) {
      this.map.removeInteraction(this.draw);
      this.draw = undefined;
    }
    this.source.clear();
    this.store.update({ measured: null });
  }

  /** The middle of the map as the next corner, for those who have no mouse. */
  addCentre(): void {
    const centre = this.map.getView().getCenter();
    if (centre) {
      this.draw?.appendCoordinates([centre]);
    }
  }

  private tell(kind: MeasureKind, shape: Geometry | undefined): void {
    const projection = this.map.getView().getProjection();
    if (shape instanceof LineString || shape instanceof Polygon) {
      const value = kind === 'length' ? getLength(shape, { projection }) : getArea(shape, { projection });
      this.store.update({ measured: { kind, value } });
    }
  }
}
