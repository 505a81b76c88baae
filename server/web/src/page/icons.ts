// SPDX-License-Identifier: GPL-2.0-or-later
// Lines of 1.5 px in a square of 20: OpenLayers' own glyphs are missing in Chinese faces.
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

function icon(body: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="none"
    stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${body}</svg>`;
}

export const icons = {
  plus: icon(svg`<path d="M10 4v12M4 10h12"/>`),
  minus: icon(svg`<path d="M4 10h12"/>`),
  whole: icon(svg`<path d="M3 9l7-6 7 6M5 8v8h10V8"/>`),
  full: icon(svg`<path d="M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5"/>`),
  small: icon(svg`<path d="M8 3v5H3M17 8h-5V3M12 17v-5h5M3 12h5v5"/>`),
  search: icon(svg`<circle cx="9" cy="9" r="5"/><path d="M13 13l4 4"/>`),
  link: icon(svg`<path d="M8.5 11.5l3-3M7 9l-2 2a2.8 2.8 0 0 0 4 4l2-2M13 11l2-2a2.8 2.8 0 0 0-4-4L9 7"/>`),
  print: icon(svg`<path d="M6 8V3h8v5M6 14H3V8h14v6h-3M6 12h8v5H6z"/>`),
  cross: icon(svg`<path d="M5 5l10 10M15 5L5 15"/>`),
  length: icon(svg`<path d="M3 14L14 3l3 3L6 17zM6 11l2 2M9 8l2 2M12 5l2 2"/>`),
  area: icon(svg`<path d="M4 14L6 4l10 2-2 10z"/><path d="M4 14h.01M6 4h.01M16 6h.01M14 16h.01" stroke-width="4"/>`),
  back: icon(svg`<path d="M12 4l-6 6 6 6"/>`),
};
