// SPDX-License-Identifier: GPL-2.0-or-later
import { isKnown } from '../geo/projections';
import { DRAWN_ORDER, type PageState, type PageStore } from './page_state';
import { readLink, writeLink, type Link } from './permalink';

const KEPT: (keyof PageState)[] = ['view', 'layers', 'asOf', 'language', 'projection', 'selected', 'hasBaseMap'];

/** Fragments of this name are secrets of the first sign-in: they are neither changed nor handed on. */
const SECRET = 'first-sign-in';

/** Keeps the address of the page and its state the same. */
export class LinkKeeper {
  private written = '';

  constructor(private readonly store: PageStore) {
    this.take(this.read());
    store.subscribe((changed) => {
      if (KEPT.some((key) => changed.has(key))) {
        this.write();
      }
    });
    window.addEventListener('hashchange', () => {
      if (window.location.hash !== this.written) {
        this.take({ asOf: '', selected: '', projection: 'EPSG:3857', ...this.read() });
      }
    });
  }

  /** The address of what is on the screen. */
  address(): string {
    const { origin, pathname } = window.location;
    return origin + pathname + this.fragment();
  }

  read(): Link {
    return readLink(window.location.hash, DRAWN_ORDER, isKnown);
  }

  private take(link: Link): void {
    this.store.update(link);
  }

  private fragment(): string {
    const { view, layers, asOf, language, projection, selected, hasBaseMap } = this.store.state;
    return writeLink({ view, layers, asOf, language, projection, selected, hasBaseMap });
  }

  private write(): void {
    if (!window.location.hash.startsWith(`#${SECRET}=`)) {
      this.written = this.fragment();
      window.history.replaceState(null, '', this.written);
    }
  }
}
