// SPDX-License-Identifier: GPL-2.0-or-later
// The map itself: follows the page's state, and tells it where it was moved to.
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import type Graticule from 'ol/layer/Graticule.js';
import type TileLayer from 'ol/layer/Tile.js';
import type XYZ from 'ol/source/XYZ.js';
import { getPointResolution, transform, transformExtent } from 'ol/proj.js';
import type { Box, MapItem } from '../data/feature';
import { zoneOfCode } from '../geo/projections';
import { DRAWN_ORDER, type PageState, type PageStore } from '../state/page_state';
import { DataLayer } from './data_layers';
import { makeBaseMap, makeGraticule } from './ground';
import { DARK, LIGHT, type Ink } from './labels';
import { boxAround, Highlight, ZoneLabels } from './overlays';
import { SymbolBook } from './symbols';

const DEGREES = 'EPSG:4490';
/** Metres a pixel at zoom 0: that of web maps, in every projection. */
const ZOOM_0 = 156543.03392804097;
/** Zooms of the view; tiles end at 18. */
const NEAREST_ZOOM = 20;

export class MapView {
  readonly map = new OlMap({ controls: [], pixelRatio: Math.min(window.devicePixelRatio, 3) });
  private readonly data: DataLayer[];
  private readonly highlight = new Highlight();
  private readonly zoneLabels = new ZoneLabels();
  private graticule?: Graticule;
  private baseMap?: TileLayer<XYZ>;
  private projection = '';
  private ink: Ink = LIGHT;
  private isMovedByUs = false;
  private drawn = false;
  private hasFailedTile = false;

  constructor(
    private readonly store: PageStore,
    /** Whether all tiles came that were asked for since the last refresh. */
    private readonly tellTiles: (isWhole: boolean) => void,
  ) {
    this.data = DRAWN_ORDER.map((name, i) => new DataLayer(name, 10 + 2 * i, () => this.tileFailed()));
    for (const layer of this.data) {
      layer.layers.forEach((one) => this.map.addLayer(one));
    }
    this.map.addLayer(this.highlight.layer);
    this.map.addLayer(this.zoneLabels.layer);
    this.takeAll(store.state);
    store.subscribe((changed) => this.take(changed));
    this.map.on('moveend', () => this.tellView());
    this.map.on('loadend', () => this.hasFailedTile || this.tellTiles(true));
    this.map.on('movestart', () => (this.drawn = false));
    this.map.on('loadstart', () => (this.drawn = false));
    this.map.on('rendercomplete', () => (this.drawn = true));
    this.map.on('pointermove', (event) => {
      if (!event.dragging) {
        store.update({ pointer: this.toDegrees(event.coordinate) });
      }
    });
  }

  /** All that the map asked for is drawn. */
  get isDrawn(): boolean {
    return this.drawn;
  }

  attach(target: HTMLElement): void {
    this.map.setTarget(target);
    target.addEventListener('pointerleave', () => this.store.update({ pointer: null }));
  }

  toDegrees(coordinate: readonly number[]): [number, number] {
    const [lon, lat] = transform([...coordinate], this.projection, DEGREES);
    return [lon, lat];
  }

  /** Where a place is on the screen, in the map's pixels. */
  pixelOf(lonlat: readonly number[]): number[] {
    return this.map.getPixelFromCoordinate(transform([...lonlat], DEGREES, this.projection));
  }

  /** What is seen, in degrees. Turned planes are seen by their surrounding box. */
  extent(): Box {
    const extent = this.map.getView().calculateExtent(this.map.getSize());
    const [west, south, east, north] = transformExtent(extent, this.projection, DEGREES, 8);
    const clamp = (value: number, most: number) => Math.min(Math.max(value, -most), most);
    return [clamp(west, 180), clamp(south, 90), clamp(east, 180), clamp(north, 90)];
  }

  /** Ground of so many pixels around a place. */
  boxOfPixels(lonlat: readonly number[], pixels: number): Box {
    const metres = this.metresPerPixel() * pixels;
    const lat = metres / 111_132;
    const lon = lat / Math.max(Math.cos((lonlat[1] * Math.PI) / 180), 0.01);
    return [lonlat[0] - lon, lonlat[1] - lat, lonlat[0] + lon, lonlat[1] + lat];
  }

  metresPerPixel(): number {
    const view = this.map.getView();
    const centre = view.getCenter();
    return centre ? getPointResolution(this.projection, view.getResolution() ?? 1, centre, 'm') : 1;
  }

  zoomBy(levels: number): void {
    const view = this.map.getView();
    view.animate({ zoom: (view.getZoom() ?? 0) + levels, duration: 150 });
  }

  showItems(items: readonly MapItem[]): void {
    if (items.length > 0) {
      this.showBox(boxAround(items));
    }
  }

  showBox(box: Box): void {
    const extent = transformExtent(box, DEGREES, this.projection, 8);
    this.map.getView().fit(extent, { padding: [60, 60, 60, 60], maxZoom: 17, duration: 0 });
  }

  showPlace(lonlat: readonly number[], metresPerPixel: number): void {
    const view = this.map.getView();
    view.setCenter(transform([...lonlat], DEGREES, this.projection));
    if (this.metresPerPixel() > metresPerPixel) {
      view.setResolution(((view.getResolution() ?? 1) * metresPerPixel) / this.metresPerPixel());
    }
  }

  refresh(): void {
    this.hasFailedTile = false;
    this.data.forEach((layer) => layer.refresh());
  }

  /** Dark ground, for full screen. */
  setDark(isDark: boolean): void {
    this.ink = isDark ? DARK : LIGHT;
    this.setGround(isDark);
    this.setLooks();
    this.takeInView();
  }

  private takeAll(state: Readonly<PageState>): void {
    this.setProjection(state);
    this.setGround(false);
    this.setLayers(state);
    this.setLooks();
    this.takeInView();
    this.takeChosen();
  }

  private take(changed: ReadonlySet<keyof PageState>): void {
    const { state } = this.store;
    const has = (...keys: (keyof PageState)[]) => keys.some((key) => changed.has(key));
    if (has('projection')) {
      this.setProjection(state);
    }
    if (has('view') && !this.isMovedByUs) {
      this.goTo(state);
    }
    if (has('layers', 'asOf')) {
      this.setLayers(state);
    }
    if (has('legend', 'language')) {
      this.setLooks();
    }
    if (has('description', 'hasBaseMap', 'language')) {
      this.setBaseMap(state);
    }
    if (has('inView', 'language', 'projection')) {
      this.takeInView();
    }
    if (has('identified', 'selected', 'projection', 'pointedAt')) {
      this.takeChosen();
    }
  }

  /** The same ground at the same scale, in another plane. */
  private setProjection({ projection, view }: Readonly<PageState>): void {
    const before = this.projection ? this.metresPerPixel() : 0;
    this.projection = projection;
    const unit = projection === DEGREES ? 111_319.49079327358 : 1;
    const next = new View({
      projection,
      center: transform([...view.centre], DEGREES, projection),
      maxResolution: ZOOM_0 / unit / 8,
      minResolution: ZOOM_0 / unit / 2 ** NEAREST_ZOOM,
      zoom: view.zoom - 3, // counted from the largest resolution
      enableRotation: false,
      constrainResolution: false,
      showFullExtent: true,
      multiWorld: false,
      ...(zoneOfCode(projection) ? { constrainOnlyCenter: true } : {}),
    });
    if (before > 0) {
      const centre = next.getCenter() ?? [0, 0];
      next.setResolution(before / getPointResolution(projection, 1, centre, 'm'));
    }
    this.map.setView(next);
    this.data.forEach((layer) => layer.setProjection(projection));
  }

  private goTo({ view }: Readonly<PageState>): void {
    const own = this.map.getView();
    own.setCenter(transform([...view.centre], DEGREES, this.projection));
    own.setZoom(view.zoom - 3);
  }

  private tellView(): void {
    const view = this.map.getView();
    const centre = this.toDegrees(view.getCenter() ?? [0, 0]);
    this.isMovedByUs = true;
    this.store.update({
      view: { centre, zoom: (view.getZoom() ?? 0) + 3 },
      metresPerPixel: this.metresPerPixel(),
    });
    this.isMovedByUs = false;
  }

  private setLayers({ layers, asOf }: Readonly<PageState>): void {
    for (const layer of this.data) {
      const wanted = layers.find((one) => one.name === layer.name);
      layer.setVisible(wanted?.visible ?? false, wanted?.opacity ?? 100);
      layer.setDay(asOf);
    }
  }

  private setLooks(): void {
    const { legend } = this.store.state;
    if (legend) {
      const book = new SymbolBook(legend, this.ink === DARK);
      this.data.forEach((layer) => layer.setLooks({ book, ink: this.ink, metresPerPixel: () => this.metresPerPixel() }));
    }
  }

  private setGround(isDark: boolean): void {
    if (this.graticule) {
      this.map.removeLayer(this.graticule);
    }
    this.graticule = makeGraticule(this.ink, isDark);
    this.map.addLayer(this.graticule);
  }

  private setBaseMap({ description, hasBaseMap }: Readonly<PageState>): void {
    if (this.baseMap) {
      this.map.removeLayer(this.baseMap);
      this.baseMap = undefined;
    }
    if (description?.base_map && hasBaseMap) {
      this.baseMap = makeBaseMap(description.base_map);
      this.map.addLayer(this.baseMap);
    }
  }

  private takeInView(): void {
    this.drawAgain();
    const { inView, layers } = this.store.state;
    for (const layer of this.data) {
      layer.putDirect(inView.find((one) => one.layer === layer.name)?.items ?? []);
    }
    const lines = inView
      .filter(({ layer }) => layer !== 'public_sites' && layers.some((one) => one.name === layer && one.visible))
      .flatMap(({ items }) => items);
    this.zoneLabels.put(lines, this.projection, this.map.getView().getResolution() ?? 1, this.ink);
  }

  private tileFailed(): void {
    this.hasFailedTile = true;
    this.tellTiles(false);
  }

  private drawAgain(): void {
    this.drawn = false;
    this.map.render();
  }

  private takeChosen(): void {
    this.drawAgain();
    const { identified, selected, pointedAt } = this.store.state;
    const place = identified?.place ? transform([...identified.place], DEGREES, this.projection) : undefined;
    this.highlight.put(identified?.items ?? [], selected, pointedAt, place, this.projection);
  }
}
