// SPDX-License-Identifier: GPL-2.0-or-later
// What lies in the view, asked of the server whenever the map stands still: for the list, the legend and the labels.
import { inWords, isAbort } from '../base/http';
import { fetchItems, type SiteNames } from '../data/collections';
import { DRAWN_ORDER, type PageState, type PageStore } from '../state/page_state';
import type { MapView } from './map_view';

/** With tiles the list is for reading only. */
const LISTED = 200;
/** Without them it is what is drawn, too. */
const DRAWN = 1000;
const STILL_MS = 150;

export class InViewWatch {
  private timer = 0;
  private asking?: AbortController;

  constructor(
    private readonly store: PageStore,
    private readonly view: MapView,
    private readonly names: SiteNames,
  ) {
    store.subscribe((changed) => {
      const keys: (keyof PageState)[] = ['view', 'layers', 'asOf', 'projection', 'description'];
      if (keys.some((key) => changed.has(key))) {
        this.soon();
      }
    });
  }

  /** Something will be asked soon. */
  get isPending(): boolean {
    return this.timer !== 0;
  }

  soon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      void this.ask();
    }, STILL_MS);
  }

  private async ask(): Promise<void> {
    const { asOf, projection, layers, start } = this.store.state;
    if (start !== 'ready') {
      return;
    }
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.names.setDay(asOf);
    const limit = projection === 'EPSG:3857' ? LISTED : DRAWN;
    const box = this.view.extent();
    const wanted = [...DRAWN_ORDER].reverse().filter((name) => layers.some((one) => one.name === name && one.visible));
    this.store.update({ inViewProgress: 'waiting' });
    try {
      const inView = await Promise.all(
        wanted.map(async (layer) => ({ layer, ...(await fetchItems(layer, { box, asOf, limit }, asking.signal)) })),
      );
      this.names.learn(inView.filter(({ layer }) => layer === 'public_sites').flatMap(({ items }) => items));
      this.store.update({ inView, inViewProgress: 'ready', inViewWords: '' });
      void this.names.want(inView.flatMap(({ items }) => items.map((item) => item.properties.site_id)).slice(0, 60));
    } catch (error) {
      if (!isAbort(error)) {
        this.store.update({ inView: [], inViewProgress: 'failed', inViewWords: inWords(error) });
      }
    }
  }
}
