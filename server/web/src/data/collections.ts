// SPDX-License-Identifier: GPL-2.0-or-later
// OGC API Features of this server, as the pages ask it.
import { getJson } from '../base/http';
import { say, sayCode } from '../base/words';
import type { Box, GeoJsonGeometry, LayerName, MapItem, Properties } from './feature';

interface Answer {
  numberMatched?: number;
  features: { id: string; properties: Properties; geometry: GeoJsonGeometry }[];
}

export interface ItemsWanted {
  box?: Box;
  asOf?: string;
  text?: string;
  limit: number;
  equals?: Record<string, string>;
}

export interface Items {
  matched: number;
  items: MapItem[];
}

function itemsPath(layer: LayerName, wanted: ItemsWanted): string {
  const query = new URLSearchParams({ f: 'json', limit: String(wanted.limit) });
  if (wanted.box) {
    query.set('bbox', wanted.box.map((one) => one.toFixed(8)).join(','));
  }
  if (wanted.asOf) {
    query.set('datetime', wanted.asOf);
  }
  if (wanted.text) {
    query.set('q', wanted.text);
  }
  for (const [column, value] of Object.entries(wanted.equals ?? {})) {
    query.set(column, value);
  }
  return `/ogcapi/collections/${encodeURIComponent(layer)}/items?${query}`;
}

export async function fetchItems(layer: LayerName, wanted: ItemsWanted, signal?: AbortSignal): Promise<Items> {
  const answer = await getJson<Answer>(itemsPath(layer, wanted), signal);
  return {
    matched: answer.numberMatched ?? answer.features.length,
    items: answer.features.map(({ id, properties, geometry }) => ({ layer, id, properties, geometry })),
  };
}

/** The page about one feature as it is on a day, for people. \p asOf empty: today. */
export function itemPage(item: { layer: LayerName; id: string }, asOf: string): string {
  const day = asOf ? `?datetime=${asOf}` : '';
  return `/ogcapi/collections/${encodeURIComponent(item.layer)}/items/${encodeURIComponent(item.id)}${day}`;
}

/** Names of units by their ids: asked once each, a few at a time; nothing for one that is not public. */
export class SiteNames {
  private readonly known = new Map<string, Properties | undefined>();
  private asked = new Map<string, Promise<void>>();
  private asOf = '';

  constructor(private readonly onFound: () => void) {}

  /** Units may have been called otherwise on another day. */
  setDay(asOf: string): void {
    if (asOf !== this.asOf) {
      this.asOf = asOf;
      this.known.clear();
      this.asked = new Map();
    }
  }

  learn(sites: readonly MapItem[]): void {
    for (const site of sites) {
      this.known.set(site.id, site.properties);
    }
  }

  find(siteId: string | undefined): Properties | undefined {
    return siteId ? this.known.get(siteId) : undefined;
  }

  async want(siteIds: readonly (string | undefined)[]): Promise<void> {
    const missing = [...new Set(siteIds)].filter((id): id is string => !!id && !this.known.has(id));
    const lanes = 4;
    await Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        for (let i = lane; i < missing.length; i += lanes) {
          await this.ask(missing[i]);
        }
      }),
    );
    if (missing.length > 0) {
      this.onFound();
    }
  }

  private ask(siteId: string): Promise<void> {
    const { asOf, asked } = this;
    const under = asked.get(siteId);
    if (under) {
      return under;
    }
    const asking = fetchItems('public_sites', { limit: 1, asOf, equals: { site_id: siteId } })
      .then(({ items }) => {
        if (asOf === this.asOf) {
          this.known.set(siteId, items[0]?.properties);
        }
      })
      .catch(() => undefined) // shown by its id
      .finally(() => asked.delete(siteId));
    asked.set(siteId, asking);
    return asking;
  }
}

/** What a line or a unit is called in lists: its unit's name first. */
export function titleOf(item: MapItem, names: SiteNames): string {
  const own = item.properties.name ?? names.find(item.properties.site_id)?.name;
  return own ?? item.properties.site_id ?? item.id;
}

/** `national unit`, `protection range`, `control zone, class II`. */
export function kindOf(item: MapItem): string {
  if (item.layer === 'public_sites') {
    return sayCode('level', item.properties.level);
  }
  const kind = sayCode('kind', item.properties.kind);
  return item.properties.class ? say('kind.with-class', { kind, class: sayCode('class', item.properties.class) }) : kind;
}
