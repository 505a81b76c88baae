// SPDX-License-Identifier: GPL-2.0-or-later
// One layer of the one map, drawn from vector tiles in EPSG:3857 and from the features in view in other planes.
import type Feature from 'ol/Feature.js';
import type { FeatureLike } from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import MVT from 'ol/format/MVT.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorTileLayer from 'ol/layer/VectorTile.js';
import VectorSource from 'ol/source/Vector.js';
import VectorTileSource from 'ol/source/VectorTile.js';
import type { Style } from 'ol/style.js';
import type { LayerName, MapItem, Properties } from '../data/feature';
import { DEEPEST_TILE } from '../state/page_state';
import { LIGHT, rankOf, siteLabel, type Ink } from './labels';
import type { SymbolBook } from './symbols';

const WEB_MERCATOR = 'EPSG:3857';

export interface Looks {
  book: SymbolBook;
  ink: Ink;
  /** Metres on the ground in a pixel at the middle of the map. */
  metresPerPixel: () => number;
}

/** Higher levels above lower ones. */
function byRank(a: FeatureLike, b: FeatureLike): number {
  return rankOf(b.get('level')) - rankOf(a.get('level'));
}

export class DataLayer {
  private readonly tiles: VectorTileLayer<VectorTileSource>;
  private readonly direct: VectorLayer<VectorSource>;
  private asOf = '';
  private isVisible = true;
  private projection = WEB_MERCATOR;
  private looks?: Looks;

  constructor(
    readonly name: LayerName,
    zIndex: number,
    private readonly onTrouble: () => void,
  ) {
    const hasLabels = name === 'public_sites';
    const common = {
      style: (feature: FeatureLike) => this.styles(feature),
      renderOrder: hasLabels ? byRank : undefined,
      declutter: hasLabels ? 'labels' : false,
      updateWhileInteracting: true,
      updateWhileAnimating: true,
      zIndex,
    };
    this.tiles = new VectorTileLayer({ ...common, source: this.makeSource(), renderMode: 'vector', renderBuffer: 200 });
    this.direct = new VectorLayer({ ...common, source: new VectorSource({ wrapX: false }), renderBuffer: 200 });
    this.show();
  }

  get layers(): (VectorTileLayer<VectorTileSource> | VectorLayer<VectorSource>)[] {
    return [this.tiles, this.direct];
  }

  setLooks(looks: Looks): void {
    this.looks = looks;
    this.tiles.changed();
    this.direct.changed();
  }

  setVisible(isVisible: boolean, opacity: number): void {
    this.isVisible = isVisible;
    this.tiles.setOpacity(opacity / 100);
    this.direct.setOpacity(opacity / 100);
    this.show();
  }

  setProjection(code: string): void {
    this.projection = code;
    this.direct.getSource()?.clear();
    this.show();
  }

  setDay(asOf: string): void {
    if (asOf !== this.asOf) {
      this.asOf = asOf;
      this.refresh();
    }
  }

  /** Asks for everything again: the map of another day, or after a publication. */
  refresh(): void {
    // A source keeps its tiles by their addresses, those that failed among them: so it is another one.
    this.tiles.setSource(this.makeSource());
  }

  /** Features in view, for planes that have no tiles. */
  putDirect(items: readonly MapItem[]): void {
    const format = new GeoJSON({ dataProjection: 'EPSG:4490', featureProjection: this.projection });
    const source = this.direct.getSource();
    source?.clear();
    source?.addFeatures(items.map((item) => toFeature(item, format)));
  }

  private show(): void {
    const isTiled = this.projection === WEB_MERCATOR;
    this.tiles.setVisible(this.isVisible && isTiled);
    this.direct.setVisible(this.isVisible && !isTiled);
  }

  private makeSource(): VectorTileSource {
    const day = this.asOf ? `?as_of=${this.asOf}` : '';
    const source = new VectorTileSource({
      format: new MVT({ idProperty: this.name === 'public_sites' ? 'site_id' : 'zone_id' }),
      maxZoom: DEEPEST_TILE,
      tileSize: 512,
      wrapX: false,
      tileUrlFunction: ([z, x, y]) => `/tiles/${this.name}/${z}/${x}/${y}.mvt${day}`,
    });
    source.on('tileloaderror', this.onTrouble);
    return source;
  }

  private styles(feature: FeatureLike): Style[] {
    if (!this.looks) {
      return [];
    }
    const properties = feature.getProperties() as Properties;
    const styles = this.looks.book.stylesFor(this.name, properties);
    return this.name === 'public_sites'
      ? [...styles, siteLabel(properties, this.looks.metresPerPixel(), this.looks.ink ?? LIGHT)]
      : styles;
  }
}

export function toFeature(item: MapItem, format: GeoJSON): Feature {
  const feature = format.readFeature({ type: 'Feature', geometry: item.geometry, properties: {} }) as Feature;
  feature.setProperties(item.properties as Record<string, unknown>, true);
  feature.setId(item.id);
  return feature;
}
