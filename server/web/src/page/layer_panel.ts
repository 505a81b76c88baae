// SPDX-License-Identifier: GPL-2.0-or-later
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { PlainElement } from '../base/element';
import { Watching } from '../base/store';
import { inLanguage, number, say, type Key } from '../base/words';
import type { LayerDescription } from '../data/description';
import { DRAWN_ORDER, type LayerState } from '../state/page_state';
import type { PageContext } from './context';
import { drawSwatches, legendRows, presentRules } from './legend_rows';

/** Which layers are shown, how strongly, and the symbols of what lies in the view. */
export class LayerPanel extends PlainElement {
  static override properties = { context: { attribute: false } };
  declare context: PageContext;

  override connectedCallback(): void {
    super.connectedCallback();
    new Watching(this, this.context.store, ['language', 'layers', 'description', 'legend', 'inView', 'inViewProgress', 'hasBaseMap', 'start']);
  }

  protected override render(): TemplateResult {
    const { description, hasBaseMap } = this.context.store.state;
    const upperFirst = [...DRAWN_ORDER].reverse();
    return html`<section class="panel layers" aria-labelledby="layers-title">
      <h2 id="layers-title">${say('layers.title')}</h2>
      ${description
        ? upperFirst.map((name) => this.layer(description.layers.find((one) => one.name === name)))
        : html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>`}
      ${description?.base_map
        ? html`<div class="layer"><label class="check"><input type="checkbox" .checked=${hasBaseMap}
            @change=${(e: Event) => this.context.store.update({ hasBaseMap: (e.target as HTMLInputElement).checked })}>
            <span>${inLanguage(description.base_map.title)}</span></label></div>`
        : nothing}
      <p class="note">${say('layers.note')}</p>
    </section>`;
  }

  private layer(described: LayerDescription | undefined): TemplateResult | typeof nothing {
    const state = this.context.store.state.layers.find((one) => one.name === described?.name);
    if (!described || !state) {
      return nothing;
    }
    const title = say(`layer.${state.name}` as Key);
    return html`<div class="layer">
      <label class="check"><input type="checkbox" .checked=${state.visible} @change=${(e: Event) =>
        this.change({ ...state, visible: (e.target as HTMLInputElement).checked })}>
        <span>${title}</span><small>${this.counted(described)}</small></label>
      ${state.visible
        ? html`<ul class="legend" aria-label=${say('layers.legend', { layer: title })}>${legendRows(state.name, presentRules(this.context.store.state, state.name))}</ul>
          <label class="opacity"><span class="sr">${say('layers.opacity', { layer: title })}</span>
            <input type="range" min="0" max="100" step="5" .value=${String(state.opacity)} @input=${(e: Event) =>
              this.change({ ...state, opacity: Number((e.target as HTMLInputElement).value) })}>
            <output>${state.opacity}%</output></label>`
        : nothing}
    </div>`;
  }

  private counted({ name }: LayerDescription): string {
    const here = this.context.store.state.inView.find((one) => one.layer === name);
    return here ? say('layers.counted', { count: number(here.matched) }) : '';
  }

  private change(next: LayerState): void {
    const { store } = this.context;
    store.update({ layers: store.state.layers.map((one) => (one.name === next.name ? next : one)) });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { legend } = this.context.store.state;
    if (legend) {
      drawSwatches(this, legend);
    }
  }
}

customElements.define('layer-panel', LayerPanel);
