// SPDX-License-Identifier: GPL-2.0-or-later
import { html, type TemplateResult } from 'lit';
import { inLanguage } from '../base/words';
import type { Legend, Rule } from '../data/description';
import type { LayerName } from '../data/feature';
import { SymbolBook } from '../map/symbols';
import type { PageState } from '../state/page_state';

const SWATCH = { width: 30, height: 20 };

/** Rules that something in the view is drawn by; all of them where only a part of it is known. */
export function presentRules({ legend, inView }: Readonly<PageState>, layer: LayerName): Rule[] {
  if (!legend) {
    return [];
  }
  const rules = legend.layers.find((one) => one.name === layer)?.rules ?? [];
  const here = inView.find((one) => one.layer === layer);
  if (!here || here.matched > here.items.length) {
    return rules;
  }
  const book = new SymbolBook(legend);
  const used = new Set(here.items.flatMap((item) => book.rulesFor(layer, item.properties)));
  return rules.filter((rule) => used.has(rule));
}

/** Lines of a legend; their symbols are drawn by drawSwatches() once they stand in the page. */
export function legendRows(layer: LayerName, rules: readonly Rule[]): TemplateResult[] {
  return rules.map(
    (rule) =>
      html`<li><canvas data-layer=${layer} data-rule=${rule.name} width=${SWATCH.width} height=${SWATCH.height}></canvas>${inLanguage(rule.title)}</li>`,
  );
}

export function drawSwatches(within: HTMLElement, legend: Legend, isDark = false): void {
  const book = new SymbolBook(legend, isDark);
  within.querySelectorAll<HTMLCanvasElement>('.legend canvas').forEach((canvas) => {
    const rules = legend.layers.find((one) => one.name === canvas.dataset.layer)?.rules ?? [];
    const rule = rules.find((one) => one.name === canvas.dataset.rule);
    if (rule) {
      book.drawSwatch(canvas, rule, SWATCH.width, SWATCH.height);
    }
  });
}
