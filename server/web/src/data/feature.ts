// SPDX-License-Identifier: GPL-2.0-or-later
// What the server tells of a feature of the one map.

export type LayerName = string;

export interface Properties {
  site_id?: string;
  zone_id?: string;
  name?: string;
  level?: string;
  category?: string;
  era?: string;
  county?: string;
  kind?: string;
  class?: string;
  document?: string;
  valid_from?: string;
  valid_to?: string;
  visibility?: string;
  [column: string]: unknown;
}

export interface MapItem {
  layer: LayerName;
  id: string;
  properties: Properties;
  geometry: GeoJsonGeometry;
}

export type GeoJsonGeometry =
  | { type: 'Point'; coordinates: number[] }
  | { type: 'MultiPolygon'; coordinates: number[][][][] };

/** West, south, east, north in degrees. */
export type Box = [number, number, number, number];

export function keyOf(item: { layer: LayerName; id: string }): string {
  return `${item.layer}/${item.id}`;
}

export function boxOf(geometry: GeoJsonGeometry): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  const take = ([x, y]: number[]) => {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  };
  if (geometry.type === 'Point') {
    take(geometry.coordinates);
  } else {
    geometry.coordinates.forEach((polygon) => polygon.forEach((ring) => ring.forEach(take)));
  }
  return box;
}
