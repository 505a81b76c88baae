// SPDX-License-Identifier: GPL-2.0-or-later
import { html, type TemplateResult } from 'lit';
import { isDay, today } from '../base/day';
import { PlainElement } from '../base/element';
import { Watching } from '../base/store';
import { say } from '../base/words';
import type { PageContext } from './context';
import { icons } from './icons';
import './search_box';

/** Name, search, the day shown, the link, the language. */
export class TopBar extends PlainElement {
  static override properties = { context: { attribute: false } };
  declare context: PageContext;

  override connectedCallback(): void {
    super.connectedCallback();
    new Watching(this, this.context.store, ['language', 'asOf']);
  }

  protected override render(): TemplateResult {
    const { language, asOf } = this.context.store.state;
    return html`<header class="top">
      <h1 class="brand"><img src="/icon.svg" alt="" width="24" height="24"><span>${say('page.brand')}</span><small>${say('page.name')}</small></h1>
      <search-box .context=${this.context}></search-box>
      <div class="tools">
        <label class="day ${asOf ? 'is-other' : ''}"><span>${say('day.label')}</span>
          <input type="date" min="1949-10-01" max="2100-12-31" .value=${asOf || today()} @change=${this.takeDay}></label>
        <button type="button" class="tool" @click=${this.copyLink}>${icons.link}<span>${say('link.copy')}</span></button>
        <button type="button" class="tool" @click=${() => window.print()}>${icons.print}<span>${say('print.print')}</span></button>
        <button type="button" class="tool language" lang=${language === 'zh' ? 'en' : 'zh-CN'} @click=${this.turnLanguage}>${
          language === 'zh' ? 'English' : '中文'
        }</button>
      </div>
    </header>`;
  }

  private takeDay(event: Event): void {
    const input = event.target as HTMLInputElement;
    const day = input.value;
    if (day && !isDay(day)) {
      return;
    }
    if (!day) {
      input.value = today();
    }
    this.context.store.update({ asOf: day === today() ? '' : day });
  }

  private turnLanguage(): void {
    const { store } = this.context;
    store.update({ language: store.state.language === 'zh' ? 'en' : 'zh' });
  }

  private async copyLink(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.context.address());
      this.context.tell(say('link.copied'));
    } catch {
      this.context.tell(say('link.by-hand')); // a plain http:// page may not write there
    }
  }
}

customElements.define('top-bar', TopBar);
