// SPDX-License-Identifier: GPL-2.0-or-later
import type { SiteNames } from '../data/collections';
import type { Identify } from '../map/identify';
import type { MapView } from '../map/map_view';
import type { Measure } from '../map/measure';
import type { PageStore } from '../state/page_state';

/** What the parts of the page work with. */
export interface PageContext {
  store: PageStore;
  view: MapView;
  identify: Identify;
  names: SiteNames;
  measure: Measure;
  /** The address of what is on the screen. */
  address(): string;
  retry(): void;
  tell(words: string): void;
}
