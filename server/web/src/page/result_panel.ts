// SPDX-License-Identifier: GPL-2.0-or-later
import { html, nothing, type TemplateResult } from 'lit';
import { PlainElement } from '../base/element';
import { Watching } from '../base/store';
import { number, say, type Key } from '../base/words';
import { kindOf, titleOf } from '../data/collections';
import { keyOf, type MapItem } from '../data/feature';
import { shownDegrees } from '../geo/coordinates';
import type { InView } from '../state/page_state';
import type { PageContext } from './context';
import { detailsCard } from './details';
import { icons } from './icons';

/** What is at the place that was asked for; else what lies in the view: the map without a map. */
export class ResultPanel extends PlainElement {
  static override properties = { context: { attribute: false } };
  declare context: PageContext;

  override connectedCallback(): void {
    super.connectedCallback();
    const { store } = this.context;
    new Watching(this, store, ['language', 'description', 'identified', 'selected', 'inView', 'inViewProgress', 'inViewWords', 'start']);
    store.subscribe((changed) => {
      if (changed.has('identified') && store.state.identified?.progress === 'ready') {
        void this.updateComplete.then(() => this.querySelector('.is-chosen')?.scrollIntoView({ block: 'nearest' }));
      }
    });
  }

  protected override render(): TemplateResult {
    const { identified } = this.context.store.state;
    return html`<section class="panel results" aria-labelledby="results-title">
      ${identified ? this.details(identified) : this.inView()}</section>`;
  }

  private details({ place, items, progress, words }: NonNullable<PageContext['store']['state']['identified']>): TemplateResult {
    const { selected } = this.context.store.state;
    const title = progress !== 'ready' ? say('details.title') : say('details.found', { count: items.length });
    return html`<header class="head">
        <button type="button" class="back" @click=${() => this.context.identify.clear()}>${icons.back}<span>${say('details.back')}</span></button>
        <h2 id="results-title" role="status">${title}</h2></header>
      ${place ? html`<p class="place">${shownDegrees(place)} <small>EPSG:4490</small></p>` : nothing}
      ${progress === 'waiting' ? this.skeleton() : nothing}
      ${progress === 'failed' ? html`<p class="trouble">${words}</p>` : nothing}
      ${progress === 'ready' && items.length === 0
        ? html`<p class="empty">${say(place ? 'details.nothing' : 'details.gone')}</p>`
        : items.map((item) => detailsCard(item, this.context, keyOf(item) === selected))}`;
  }

  private inView(): TemplateResult {
    const { inView, inViewProgress, inViewWords, start } = this.context.store.state;
    const matched = inView.reduce((sum, one) => sum + one.matched, 0);
    const isNew = inView.length === 0 && inViewProgress === 'waiting' && start !== 'failed';
    return html`<header class="head"><h2 id="results-title">${say('view.title')}</h2><small>${isNew ? '' : number(matched)}</small></header>
      ${isNew ? this.skeleton() : nothing}
      ${inViewProgress === 'failed' ? html`<p class="trouble">${inViewWords}</p>` : nothing}
      ${inViewProgress === 'ready' && matched === 0 ? html`<p class="empty">${say('view.nothing')}</p>` : nothing}
      ${inView.filter((one) => one.matched > 0).map((one) => this.group(one))}
      ${matched > 0 ? html`<p class="note">${say('view.hint')}</p>` : nothing}`;
  }

  private group({ layer, matched, items }: InView): TemplateResult {
    return html`<h3>${say(`layer.${layer}` as Key)} <small>${number(matched)}</small></h3>
      <ul class="list">${items.map((item) => this.line(item))}</ul>
      ${matched > items.length ? html`<p class="note">${say('view.more', { shown: number(items.length), matched: number(matched) })}</p>` : nothing}`;
  }

  private line(item: MapItem): TemplateResult {
    const { names, store } = this.context;
    const beside = item.layer === 'public_sites' ? item.properties.county : item.properties.valid_from;
    return html`<li><button type="button" class=${item.layer} @click=${() => this.choose(item)}
      @pointerenter=${() => store.update({ pointedAt: item })} @pointerleave=${() => store.update({ pointedAt: null })}
      @focus=${() => store.update({ pointedAt: item })} @blur=${() => store.update({ pointedAt: null })}>
      <b>${titleOf(item, names)}</b><span>${kindOf(item)}</span><small>${beside ?? ''}</small></button></li>`;
  }

  private choose(item: MapItem): void {
    this.context.store.update({ pointedAt: null });
    void this.context.identify.choose(item.layer, item.id, true);
  }

  private skeleton(): TemplateResult {
    return html`<div class="skeleton" role="status"><span class="sr">${say('view.waiting')}</span><i></i><i></i><i></i><i></i><i></i></div>`;
  }
}

customElements.define('result-panel', ResultPanel);
