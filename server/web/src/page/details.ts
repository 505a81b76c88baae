// SPDX-License-Identifier: GPL-2.0-or-later
import { html, nothing, type TemplateResult } from 'lit';
import { say, sayCode, type Key } from '../base/words';
import { itemPage, kindOf, titleOf } from '../data/collections';
import { keyOf, type MapItem } from '../data/feature';
import type { PageContext } from './context';

type Row = [Key, string | undefined];

/** Said only where it is not the usual. */
function shown(visibility: string | undefined): string | undefined {
  return visibility === 'public' ? undefined : sayCode('visibility', visibility);
}

function siteRows({ properties }: MapItem): Row[] {
  return [
    ['field.category', properties.category],
    ['field.era', properties.era],
    ['field.county', properties.county],
    ['field.site_id', properties.site_id],
    ['field.visibility', shown(properties.visibility)],
  ];
}

function lineRows({ id, properties }: MapItem, context: PageContext): Row[] {
  const site = context.names.find(properties.site_id);
  return [
    ['field.level', sayCode('level', site?.level)],
    ['field.document', properties.document],
    ['field.valid_from', properties.valid_from ?? say('field.always')],
    ['field.valid_to', properties.valid_to],
    ['field.zone_id', id],
  ];
}

/** One feature with all that anybody may know of it. */
export function detailsCard(item: MapItem, context: PageContext, isChosen: boolean): TemplateResult {
  const rows = item.layer === 'public_sites' ? siteRows(item) : lineRows(item, context);
  const { store, view } = context;
  return html`<article class="card ${item.layer} ${isChosen ? 'is-chosen' : ''}" aria-current=${isChosen ? 'true' : nothing}>
    <header><h3>${titleOf(item, context.names)}</h3><span class="kind">${kindOf(item)}</span></header>
    <dl>${rows.filter(([, value]) => value).map(([key, value]) => html`<div><dt>${say(key)}</dt><dd>${value}</dd></div>`)}</dl>
    ${item.properties.visibility === 'coarse' ? html`<p class="note">${say('details.coarse')}</p>` : nothing}
    <footer>
      ${isChosen
        ? nothing
        : html`<button type="button" class="link" @click=${() => store.update({ selected: keyOf(item) })}>${say('details.mark')}</button>`}
      <button type="button" class="link" @click=${() => {
        store.update({ selected: keyOf(item) });
        view.showItems([item]);
      }}>${say('details.zoom')}</button>
      <a href=${itemPage(item, store.state.asOf)} target="_blank" rel="noopener">${say('details.page')}</a>
    </footer>
  </article>`;
}
