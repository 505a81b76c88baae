// SPDX-License-Identifier: GPL-2.0-or-later
import { LitElement } from 'lit';

/** An element in the page's own tree: one style sheet, ordinary labels, ordinary printing. */
export class PlainElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
