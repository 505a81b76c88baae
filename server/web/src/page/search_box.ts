// SPDX-License-Identifier: GPL-2.0-or-later
import { html, nothing, type TemplateResult } from 'lit';
import { PlainElement } from '../base/element';
import { inWords, isAbort } from '../base/http';
import { Watching } from '../base/store';
import { say } from '../base/words';
import { fetchItems, kindOf, titleOf } from '../data/collections';
import type { MapItem } from '../data/feature';
import { readPlace, shownDegrees, type ReadPlace } from '../geo/coordinates';
import type { PageContext } from './context';
import { icons } from './icons';

const SHOWN = 12;
const STILL_MS = 200;
/** Metres a pixel that a place from coordinates is shown at: about 1:5 000. */
const PLACE_RESOLUTION = 1.4;

type Hit = { kind: 'item'; item: MapItem } | { kind: 'place'; place: ReadPlace };

/** By name, id, county, number of a notice, or coordinates; a list under a field (WAI-ARIA combobox). */
export class SearchBox extends PlainElement {
  static override properties = {
    context: { attribute: false },
    hits: { state: true },
    words: { state: true },
    isOpen: { state: true },
    active: { state: true },
  };
  declare context: PageContext;
  declare hits: Hit[];
  declare words: string;
  declare isOpen: boolean;
  declare active: number;
  /** What the hits are of. */
  asked = '';
  private timer = 0;
  private asking?: AbortController;

  constructor() {
    super();
    this.hits = [];
    this.words = '';
    this.isOpen = false;
    this.active = -1;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    new Watching(this, this.context.store, ['language']);
  }

  protected override render(): TemplateResult {
    const { isOpen, active } = this;
    return html`<form class="search" role="search" @submit=${this.submit} @focusout=${this.leave}>
      <label class="sr" for="search">${say('search.label')}</label>
      ${icons.search}
      <input id="search" type="search" role="combobox" autocomplete="off" spellcheck="false" maxlength="100"
        aria-expanded=${isOpen} aria-controls="search-hits" aria-autocomplete="list"
        aria-activedescendant=${isOpen && active >= 0 ? `hit-${active}` : nothing}
        placeholder=${say('search.placeholder')} @input=${this.type} @keydown=${this.key} @focus=${this.open}>
      <div class="hits" ?hidden=${!isOpen}>
        <ul id="search-hits" role="listbox" aria-label=${say('search.hits')}>${this.hits.map((hit, i) => this.line(hit, i))}</ul>
        ${this.words ? html`<p class="hint" role="status">${this.words}</p>` : nothing}
      </div>
    </form>`;
  }

  private line(hit: Hit, i: number): TemplateResult {
    const { names } = this.context;
    const [title, what] =
      hit.kind === 'place'
        ? [shownDegrees(hit.place.lonlat), say(`search.${hit.place.basis}`, { zone: hit.place.zone?.number ?? '' })]
        : [titleOf(hit.item, names), [kindOf(hit.item), hit.item.properties.county, hit.item.id].filter(Boolean).join(' · ')];
    return html`<li id="hit-${i}" role="option" aria-selected=${i === this.active} class=${hit.kind === 'item' ? hit.item.layer : 'place'}
      @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this.take(hit)}>
      <b>${title}</b><span>${what}</span></li>`;
  }

  private get input(): HTMLInputElement {
    return this.querySelector('input') as HTMLInputElement;
  }

  private type(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), STILL_MS);
  }

  private open(): void {
    this.isOpen = this.input.value.trim() !== '' && (this.hits.length > 0 || this.words !== '');
  }

  private leave(event: FocusEvent): void {
    if (!this.contains(event.relatedTarget as Node | null)) {
      this.isOpen = false;
    }
  }

  private async ask(): Promise<void> {
    window.clearTimeout(this.timer);
    this.asking?.abort();
    const text = this.input.value.trim();
    this.active = -1;
    if (!text) {
      this.put([], '');
      this.isOpen = false;
      return;
    }
    const place = readPlace(text);
    if (place) {
      this.put([{ kind: 'place', place }], '');
      this.asked = text;
      return;
    }
    const asking = new AbortController();
    this.asking = asking;
    this.put(this.hits, say('search.waiting'));
    try {
      await this.askServer(text, asking.signal);
    } catch (error) {
      if (!isAbort(error)) {
        this.put([], inWords(error));
      }
    }
  }

  private async askServer(text: string, signal: AbortSignal): Promise<void> {
    const { asOf } = this.context.store.state;
    const found = await Promise.all(
      ['public_sites', 'protection', 'control'].map((layer) => fetchItems(layer, { text, asOf, limit: SHOWN }, signal)),
    );
    const items = found.flatMap((part) => part.items).slice(0, SHOWN);
    const matched = found.reduce((sum, part) => sum + part.matched, 0);
    await this.context.names.want(items.map((item) => item.properties.site_id));
    if (signal.aborted) {
      return;
    }
    const words =
      matched === 0 ? say('search.nothing', { text }) : matched > items.length ? say('search.more', { shown: items.length, matched }) : '';
    this.put(
      items.map((item) => ({ kind: 'item', item })),
      words,
    );
    this.asked = text;
  }

  private put(hits: Hit[], words: string): void {
    this.hits = hits;
    this.words = words;
    this.isOpen = true;
  }

  private key(event: KeyboardEvent): void {
    const last = this.hits.length - 1;
    if (event.key === 'Escape') {
      this.isOpen = false;
    } else if (event.key === 'ArrowDown' && last >= 0) {
      this.isOpen = true;
      this.active = this.active >= last ? 0 : this.active + 1;
    } else if (event.key === 'ArrowUp' && last >= 0) {
      this.active = this.active <= 0 ? last : this.active - 1;
    } else {
      return;
    }
    event.preventDefault();
    void this.updateComplete.then(() => this.querySelector(`#hit-${this.active}`)?.scrollIntoView({ block: 'nearest' }));
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.active < 0) {
      await this.ask();
    }
    const hit = this.hits[Math.max(this.active, 0)];
    if (hit) {
      this.take(hit);
    }
  }

  private take(hit: Hit): void {
    this.isOpen = false;
    const { identify, view } = this.context;
    if (hit.kind === 'place') {
      view.showPlace(hit.place.lonlat, PLACE_RESOLUTION);
      void identify.at(hit.place.lonlat);
    } else {
      this.input.value = titleOf(hit.item, this.context.names);
      void identify.choose(hit.item.layer, hit.item.id, true);
    }
  }
}

customElements.define('search-box', SearchBox);
