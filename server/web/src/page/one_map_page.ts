// SPDX-License-Identifier: GPL-2.0-or-later
import { html, type TemplateResult } from 'lit';
import { PlainElement } from '../base/element';
import { inWords } from '../base/http';
import { Watching } from '../base/store';
import { say, setLanguage, usualLanguage } from '../base/words';
import { SiteNames } from '../data/collections';
import { fetchDescription, fetchLegend, fetchNews, type MapDescription } from '../data/description';
import { Identify } from '../map/identify';
import { InViewWatch } from '../map/in_view';
import { MapView } from '../map/map_view';
import { Measure } from '../map/measure';
import { LinkKeeper } from '../state/link_keeper';
import { newStore } from '../state/page_state';
import type { PageContext } from './context';
import './layer_panel';
import './map_frame';
import './result_panel';
import './status_bar';
import './top_bar';

const NEWS_MS = 30_000;
const AGAIN_MS = 5_000;

/** The public one map: bar, layers, map, results, status. */
export class OneMapPage extends PlainElement {
  private readonly store = newStore(usualLanguage());
  private readonly context: PageContext;
  private readonly inView: InViewWatch;
  private readonly link: LinkKeeper;
  private isFirstView: boolean;
  private tileTimer = 0;

  constructor() {
    super();
    const { store } = this;
    this.link = new LinkKeeper(store);
    this.isFirstView = !this.link.read().view;
    setLanguage(store.state.language);
    const view = new MapView(store, (isWhole) => this.takeTiles(isWhole));
    const names = new SiteNames(() => this.requestUpdateAll());
    const identify = new Identify(store, view, names);
    this.context = {
      store,
      view,
      identify,
      names,
      measure: new Measure(view.map, store),
      address: () => this.link.address(),
      retry: () => void this.start(),
      tell: (words) => this.tell(words),
    };
    this.inView = new InViewWatch(store, view, names);
    new Watching(this, store, ['language', 'start', 'told', 'isFullScreen']);
    store.subscribe((changed) => {
      if (changed.has('language')) {
        setLanguage(store.state.language);
      }
      if (changed.has('asOf') && store.state.selected) {
        this.chooseAgain();
      }
    });
  }

  /** Everything that was asked for is there and drawn; for tests and for programs that take pictures. */
  get isSettled(): boolean {
    const { start, inViewProgress, identified } = this.store.state;
    return start === 'ready' && inViewProgress === 'ready' && identified?.progress !== 'waiting' && this.context.view.isDrawn && !this.inView.isPending;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.start();
    window.addEventListener('online', () => void this.start());
    window.addEventListener('beforeprint', () => this.layOutForPaper(true));
    window.addEventListener('afterprint', () => this.layOutForPaper(false));
  }

  protected override render(): TemplateResult {
    const { context } = this;
    const { told } = this.store.state;
    return html`
      <a class="skip" href="#main" @click=${this.skip}>${say('page.skip')}</a>
      <top-bar .context=${context}></top-bar>
      <main id="main" class="page" tabindex="-1">
        <layer-panel .context=${context}></layer-panel>
        <map-frame .context=${context}></map-frame>
        <result-panel .context=${context}></result-panel>
      </main>
      <status-bar .context=${context}></status-bar>
      <div class="told" role="status" aria-live="polite">${told}</div>`;
  }

  private skip(event: Event): void {
    event.preventDefault(); // the fragment is the map's
    this.querySelector<HTMLElement>('.map')?.focus();
  }

  private requestUpdateAll(): void {
    // Names of units came: whoever lists lines says them now.
    this.querySelectorAll<PlainElement>('result-panel, layer-panel').forEach((part) => part.requestUpdate());
  }

  private takeTiles(isWhole: boolean): void {
    this.store.update({ tileTrouble: isWhole ? '' : say('error.tiles') });
    window.clearTimeout(this.tileTimer);
    if (!isWhole) {
      this.tileTimer = window.setTimeout(() => this.context.view.refresh(), AGAIN_MS);
    }
  }

  /** The map is drawn anew in the size it has on paper: browsers would cut it. */
  private layOutForPaper(isPaper: boolean): void {
    this.classList.toggle('is-printing', isPaper);
    const { map } = this.context.view;
    map.updateSize();
    map.renderSync();
  }

  private tell(words: string): void {
    this.store.update({ told: words });
    window.setTimeout(() => this.store.update({ told: '' }), 4_000);
  }

  private async start(): Promise<void> {
    const { store } = this;
    try {
      const [description, legend] = await Promise.all([fetchDescription(), fetchLegend()]);
      const isAgain = store.state.description !== null;
      store.update({ description, legend, start: 'ready', startWords: '' });
      if (isAgain) {
        this.context.view.refresh();
      }
      this.firstView(description);
      this.inView.soon();
      if (store.state.selected) {
        this.chooseAgain();
      }
      window.setTimeout(() => void this.lookForNews(), NEWS_MS);
    } catch (error) {
      store.update({ start: 'failed', startWords: inWords(error) });
      window.setTimeout(() => this.store.state.start === 'failed' && void this.start(), AGAIN_MS);
    }
  }

  private firstView({ layers }: MapDescription): void {
    const bounds = layers.find((one) => one.name === 'public_sites')?.bounds;
    if (this.isFirstView && bounds) {
      this.isFirstView = false;
      this.context.view.showBox(bounds);
    }
  }

  private chooseAgain(): void {
    const [layer, id] = this.store.state.selected.split('/');
    void this.context.identify.choose(layer, id, false);
  }

  /** Whatever is published while the page stands open shows by itself. */
  private async lookForNews(): Promise<void> {
    const { store } = this;
    try {
      const news = await fetchNews();
      const { description } = store.state;
      store.update({ start: 'ready', startWords: '' });
      if (description && news.loaded_at !== description.loaded_at) {
        store.update({ description: { ...description, ...news } });
        this.context.view.refresh();
      }
    } catch (error) {
      store.update({ startWords: inWords(error) });
    }
    window.setTimeout(() => void this.lookForNews(), NEWS_MS);
  }
}

customElements.define('one-map-page', OneMapPage);
