// SPDX-License-Identifier: GPL-2.0-or-later
import { html, type TemplateResult } from 'lit';
import { localTime } from '../base/day';
import { PlainElement } from '../base/element';
import { Watching } from '../base/store';
import { number, say } from '../base/words';
import { shownDegrees, shownMetres } from '../geo/coordinates';
import { zoneAt, zoneOfCode } from '../geo/projections';
import { denominatorOf, roundedDenominator } from '../geo/scale';
import type { PageContext } from './context';

/** Where the pointer is, in which plane and at which scale the map is drawn, how fresh the data are. */
export class StatusBar extends PlainElement {
  static override properties = { context: { attribute: false } };
  declare context: PageContext;

  override connectedCallback(): void {
    super.connectedCallback();
    new Watching(this, this.context.store, ['language', 'pointer', 'view', 'projection', 'metresPerPixel', 'description']);
  }

  protected override render(): TemplateResult {
    const { pointer, view, description, metresPerPixel } = this.context.store.state;
    const place = pointer ?? view.centre;
    const { zone, x, y } = shownMetres(place);
    return html`<footer class="status">
      <div class="where" title=${say('status.where')}>
        <span class="label">${say(pointer ? 'status.pointer' : 'status.centre')}</span>
        <span>${shownDegrees(place)}</span>
        <span>X ${x}  Y ${y} <small>${say('status.zone', { zone: zone.number, meridian: zone.meridian })}</small></span>
      </div>
      <label class="plane"><span>${say('status.plane')}</span>${this.planes(zoneAt(view.centre[0]).code)}</label>
      <span class="scale">${metresPerPixel > 0 ? say('scale.one-to', { n: number(roundedDenominator(denominatorOf(metresPerPixel))) }) : ''}</span>
      <span class="fresh">${description ? say('status.fresh', { time: localTime(description.loaded_at) }) : ''}</span>
      <a href="/ogcapi">${say('status.data')}</a>
    </footer>`;
  }

  private planes(nearest: string): TemplateResult {
    const { projection } = this.context.store.state;
    const codes = ['EPSG:3857', 'EPSG:4490', nearest];
    if (!codes.includes(projection)) {
      codes.push(projection);
    }
    const title = (code: string) => {
      const zone = zoneOfCode(code);
      return zone
        ? say('plane.zone', { zone: zone.number, meridian: zone.meridian, code })
        : say(code === 'EPSG:4490' ? 'plane.4490' : 'plane.3857');
    };
    return html`<select @change=${(e: Event) => this.context.store.update({ projection: (e.target as HTMLSelectElement).value })}>
      ${codes.map((code) => html`<option value=${code} ?selected=${code === projection} .selected=${code === projection}>${title(code)}</option>`)}
    </select>`;
  }
}

customElements.define('status-bar', StatusBar);
