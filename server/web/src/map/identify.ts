// SPDX-License-Identifier: GPL-2.0-or-later
// All that stands at a place, not only what was drawn last; and all that belongs to a unit.
import { inWords, isAbort } from '../base/http';
import { fetchItems, type SiteNames } from '../data/collections';
import { keyOf, type LayerName, type MapItem } from '../data/feature';
import { DRAWN_ORDER, type PageStore } from '../state/page_state';
import type { MapView } from './map_view';

const POINT_PIXELS = 10;
const LINE_PIXELS = 2;
const MOST = 100;

export class Identify {
  private asking?: AbortController;

  constructor(
    private readonly store: PageStore,
    private readonly view: MapView,
    private readonly names: SiteNames,
  ) {}

  /** Everything of the visible layers at a place. */
  async at(place: [number, number]): Promise<void> {
    const { layers, asOf } = this.store.state;
    const visible = [...DRAWN_ORDER].reverse().filter((name) => layers.some((one) => one.name === name && one.visible));
    await this.show(place, '', async (signal) => {
      const found = await Promise.all(
        visible.map((layer) => {
          const box = this.view.boxOfPixels(place, layer === 'public_sites' ? POINT_PIXELS : LINE_PIXELS);
          return fetchItems(layer, { box, asOf, limit: MOST }, signal);
        }),
      );
      return found.flatMap(({ items }) => items);
    });
  }

  /** A unit with its lines, or a line with its unit; the one that is meant is chosen, and shown. */
  async choose(layer: LayerName, id: string, isShown: boolean): Promise<void> {
    const { asOf } = this.store.state;
    const wanted = `${layer}/${id}`;
    await this.show(null, wanted, async (signal) => {
      const column = layer === 'public_sites' ? 'site_id' : 'zone_id';
      const own = (await fetchItems(layer, { limit: 1, asOf, equals: { [column]: id } }, signal)).items;
      const siteId = own[0]?.properties.site_id;
      const family = siteId
        ? await Promise.all(
            [...DRAWN_ORDER].reverse().map((name) => fetchItems(name, { limit: MOST, asOf, equals: { site_id: siteId } }, signal)),
          )
        : [];
      const items = family.flatMap((part) => part.items);
      if (isShown && items.length > 0) {
        this.view.showItems(own[0].layer === 'public_sites' ? items : own);
      }
      return items;
    });
  }

  clear(): void {
    this.asking?.abort();
    this.store.update({ identified: null, selected: '' });
  }

  private async show(
    place: [number, number] | null,
    selected: string,
    find: (signal: AbortSignal) => Promise<MapItem[]>,
  ): Promise<void> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.store.update({ identified: { place, items: [], progress: 'waiting', words: '' }, selected });
    try {
      const items = await find(asking.signal);
      this.names.learn(items.filter((item) => item.layer === 'public_sites'));
      await this.names.want(items.map((item) => item.properties.site_id));
      if (asking.signal.aborted) {
        return;
      }
      const chosen = selected || (items.length > 0 ? keyOf(items[0]) : '');
      this.store.update({ identified: { place, items, progress: 'ready', words: '' }, selected: chosen });
    } catch (error) {
      if (!isAbort(error)) {
        this.store.update({ identified: { place, items: [], progress: 'failed', words: inWords(error) } });
      }
    }
  }
}
