// SPDX-License-Identifier: GPL-2.0-or-later
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { PlainElement } from '../base/element';
import { Watching } from '../base/store';
import { number, say } from '../base/words';
import { kindOf, titleOf } from '../data/collections';
import { barOf } from '../geo/scale';
import type { PageContext } from './context';
import type { MeasureKind } from '../state/page_state';
import { icons } from './icons';
import { drawSwatches, legendRows, presentRules } from './legend_rows';
import { areaInWords, lengthInWords } from './quantities';

/** The map with what lies on it: buttons, the ribbon of another day, troubles, the scale bar. */
export class MapFrame extends PlainElement {
  static override properties = { context: { attribute: false }, isBusy: { state: true } };
  declare context: PageContext;
  declare isBusy: boolean;

  constructor() {
    super();
    this.isBusy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { store, view } = this.context;
    new Watching(this, store, ['language', 'asOf', 'start', 'startWords', 'tileTrouble', 'metresPerPixel', 'isFullScreen', 'inView', 'inViewProgress', 'projection', 'identified', 'measured']);
    view.map.on('loadstart', () => (this.isBusy = true));
    view.map.on('loadend', () => (this.isBusy = false));
    view.map.on('singleclick', (event) => store.state.measured || void this.context.identify.at(view.toDegrees(event.coordinate)));
    document.addEventListener('fullscreenchange', this.takeFullScreen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('fullscreenchange', this.takeFullScreen);
  }

  protected override firstUpdated(): void {
    this.context.view.attach(this.querySelector('.map') as HTMLElement);
  }

  protected override render(): TemplateResult {
    const { isFullScreen, start } = this.context.store.state;
    return html`<section class="frame ${isFullScreen ? 'is-dark' : ''}" aria-label=${say('map.section')}>
      <div class="map" tabindex="0" role="application" aria-label=${say('map.label')} aria-describedby="map-keys" @keydown=${this.key}></div>
      <p id="map-keys" class="sr">${say('map.keys')}</p>
      <span class="aim" aria-hidden="true"></span>
      ${this.ribbon()}
      <div class="controls">
        ${this.button('plus', say('map.nearer'), () => this.context.view.zoomBy(1))}
        ${this.button('minus', say('map.farther'), () => this.context.view.zoomBy(-1))}
        ${this.button('whole', say('map.whole'), () => this.showAll())}
        ${document.fullscreenEnabled
          ? this.button(isFullScreen ? 'small' : 'full', say(isFullScreen ? 'map.small' : 'map.full'), () => this.turnFullScreen())
          : nothing}
        ${this.measureButton('length')} ${this.measureButton('area')}
      </div>
      <div class="busy ${this.isBusy || start === 'waiting' ? 'is-on' : ''}" aria-hidden="true"></div>
      ${this.troubles()} ${this.scaleBar()} ${this.card()} ${this.measured()} ${this.legend()}
    </section>`;
  }

  private button(icon: keyof typeof icons, label: string, action: () => void): TemplateResult {
    return html`<button type="button" aria-label=${label} title=${label} @click=${action}>${icons[icon]}</button>`;
  }

  private measureButton(kind: MeasureKind): TemplateResult {
    const { measured } = this.context.store.state;
    const label = say(`measure.${kind}`);
    const isOn = measured?.kind === kind;
    return html`<button type="button" aria-label=${label} title=${label} aria-pressed=${isOn} @click=${() =>
      isOn ? this.context.measure.stop() : this.context.measure.start(kind)}>${icons[kind]}</button>`;
  }

  private measured(): TemplateResult | typeof nothing {
    const { measured } = this.context.store.state;
    if (!measured) {
      return nothing;
    }
    const { kind, value } = measured;
    const words = kind === 'length' ? lengthInWords(value) : areaInWords(value);
    return html`<div class="measured"><b role="status">${value > 0 ? words : say('measure.start')}</b>
      <small>${say('measure.hint')}</small></div>`;
  }

  private ribbon(): TemplateResult | typeof nothing {
    const { asOf } = this.context.store.state;
    return asOf
      ? html`<div class="ribbon" role="status"><span>${say('day.ribbon', { day: asOf })}</span>
          <button type="button" @click=${() => this.context.store.update({ asOf: '' })}>${say('day.back')}</button></div>`
      : nothing;
  }

  private troubles(): TemplateResult {
    const { start, startWords, tileTrouble, inView, projection } = this.context.store.state;
    const part = inView.find((one) => one.matched > one.items.length);
    const again = html`<button type="button" @click=${this.again}>${say('error.again')}</button>`;
    return html`<div class="troubles" role="alert">
      ${startWords ? html`<p class="trouble">${say(start === 'failed' ? 'error.start' : 'error.connection', { words: startWords })} ${again}</p>` : nothing}
      ${tileTrouble && !startWords ? html`<p class="trouble">${tileTrouble} ${again}</p>` : nothing}
      ${part && projection !== 'EPSG:3857'
        ? html`<p class="trouble is-mild">${say('map.only-part', { shown: number(part.items.length), matched: number(part.matched) })}</p>`
        : nothing}
    </div>`;
  }

  private legend(): TemplateResult | typeof nothing {
    const { state } = this.context.store;
    if (!state.isFullScreen) {
      return nothing;
    }
    const rows = [...state.layers].reverse().flatMap(({ name, visible }) => (visible ? legendRows(name, presentRules(state, name)) : []));
    return rows.length > 0 ? html`<ul class="legend legend-on-map" aria-label=${say('layers.title')}>${rows}</ul>` : nothing;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { legend, isFullScreen } = this.context.store.state;
    if (legend && isFullScreen) {
      drawSwatches(this, legend, true);
    }
  }

  /** In full screen the panels are not seen. */
  private card(): TemplateResult | typeof nothing {
    const { isFullScreen, identified } = this.context.store.state;
    if (!isFullScreen || identified?.progress !== 'ready') {
      return nothing;
    }
    const { names } = this.context;
    return html`<div class="card-on-map" role="status">${
      identified.items.length === 0
        ? html`<p>${say('details.nothing')}</p>`
        : html`<ul>${identified.items.map(
            (item) => html`<li><b>${titleOf(item, names)}</b><span>${[kindOf(item), item.properties.document, item.properties.valid_from]
              .filter(Boolean)
              .join(' · ')}</span></li>`,
          )}</ul>`
    }</div>`;
  }

  private scaleBar(): TemplateResult | typeof nothing {
    const { metresPerPixel } = this.context.store.state;
    if (metresPerPixel <= 0) {
      return nothing;
    }
    const { metres, pixels } = barOf(metresPerPixel, 110);
    const words = metres >= 1000 ? `${number(metres / 1000)} km` : `${number(metres, metres < 1 ? 1 : 0)} m`;
    return html`<svg class="scale-bar" width="130" height="26" viewBox="0 0 130 26" role="img" aria-label=${say('scale.bar', { length: words })}>
      <path class="halo" d="M4 14v7h${pixels}v-7"/><path d="M4 14v7h${pixels}v-7"/>
      <text class="halo" x=${4 + pixels / 2} y="13">${words}</text><text x=${4 + pixels / 2} y="13">${words}</text></svg>`;
  }

  private readonly again = (): void => {
    this.context.retry();
  };

  private showAll(): void {
    const { description } = this.context.store.state;
    const bounds = description?.layers.find((one) => one.name === 'public_sites')?.bounds;
    if (bounds) {
      this.context.view.showBox(bounds);
    }
  }

  /** What is under the middle of the map, for those who have no mouse. Arrows and + - are OpenLayers' own. */
  private key(event: KeyboardEvent): void {
    const { view, identify, measure, store } = this.context;
    if (store.state.measured && (event.key === 'Enter' || event.key === 'Escape')) {
      event.key === 'Enter' ? measure.addCentre() : measure.stop();
      event.preventDefault();
    } else if (event.key === 'Enter') {
      const centre = view.map.getView().getCenter();
      if (centre) {
        void identify.at(view.toDegrees(centre));
      }
      event.preventDefault();
    } else if (event.key === 'Escape') {
      identify.clear();
    }
  }

  private async turnFullScreen(): Promise<void> {
    if (document.fullscreenElement) {
      await document.exitFullscreen();
    } else {
      await this.requestFullscreen();
    }
  }

  private readonly takeFullScreen = (): void => {
    const isFullScreen = document.fullscreenElement === this;
    this.context.store.update({ isFullScreen });
    this.context.view.setDark(isFullScreen);
  };
}

customElements.define('map-frame', MapFrame);
