// SPDX-License-Identifier: GPL-2.0-or-later
// EPSG:3857, EPSG:4490 and the planes of CGCS2000 in zones of 3°, zone number before the easting (EPSG:4513 to 4533).
import proj4 from 'proj4';
import { register } from 'ol/proj/proj4.js';
import { get as getProjection, type ProjectionLike } from 'ol/proj.js';

const FIRST_ZONE = 25;
const ZONES = 21;

/** A zone of 3° as Chinese maps number them: 25 is of 75° E, 45 of 135° E. */
export interface Zone {
  number: number;
  meridian: number;
  code: string;
}

/** OpenLayers takes coordinates x first; the order of EPSG, northing first, is told by `neu` for WMS 1.3.0. */
export function registerProjections(): void {
  proj4.defs('EPSG:4490', '+proj=longlat +ellps=GRS80 +no_defs +axis=neu');
  for (let i = 0; i < ZONES; ++i) {
    proj4.defs(
      `EPSG:${4513 + i}`,
      `+proj=tmerc +lat_0=0 +lon_0=${75 + 3 * i} +k=1 +x_0=${25 + i}500000 +y_0=0 +ellps=GRS80 +units=m +no_defs +axis=neu`,
    );
  }
  register(proj4);
  getProjection('EPSG:4490')?.setExtent([-180, -90, 180, 90]);
  getProjection('EPSG:4490')?.setWorldExtent([-180, -90, 180, 90]);
  for (let i = 0; i < ZONES; ++i) {
    const { code, number, meridian } = zoneOfNumber(FIRST_ZONE + i);
    const projection = getProjection(code);
    projection?.setExtent([number * 1e6 - 1e6, 0, number * 1e6 + 2e6, 6.2e6]);
    projection?.setWorldExtent([meridian - 15, 0.5, meridian + 15, 55.5]);
  }
}

function zoneOfNumber(number: number): Zone {
  return { number, meridian: 3 * number, code: `EPSG:${4513 + number - FIRST_ZONE}` };
}

/** The zone whose meridian is nearest; the outermost ones beyond China. */
export function zoneAt(longitude: number): Zone {
  const number = Math.round(longitude / 3);
  return zoneOfNumber(Math.min(Math.max(number, FIRST_ZONE), FIRST_ZONE + ZONES - 1));
}

/** The zone of EPSG:4513 … 4533; nothing for other codes. */
export function zoneOfCode(code: string): Zone | undefined {
  const epsg = Number(code.replace(/^EPSG:/, ''));
  return epsg >= 4513 && epsg < 4513 + ZONES ? zoneOfNumber(epsg - 4513 + FIRST_ZONE) : undefined;
}

export function isKnown(code: string): boolean {
  return code === 'EPSG:3857' || code === 'EPSG:4490' || zoneOfCode(code) !== undefined;
}

/** Longitude and latitude, EPSG:4490, in the plane of a zone: easting with its zone number, northing. */
export function inZone(lonlat: readonly number[], zone: Zone): [number, number] {
  const [east, north] = proj4(DEGREES, plane(zone), [lonlat[0], lonlat[1]]);
  return [east, north];
}

export function fromZone(east: number, north: number, zone: Zone): [number, number] {
  const [lon, lat] = proj4(plane(zone), DEGREES, [east, north]);
  return [lon, lat];
}

// The same without the order of axes: proj4 itself would turn the numbers round.
const DEGREES = '+proj=longlat +ellps=GRS80 +no_defs';

function plane(zone: Zone): string {
  return `+proj=tmerc +lat_0=0 +lon_0=${zone.meridian} +k=1 +x_0=${zone.number}500000 +y_0=0 +ellps=GRS80 +units=m +no_defs`;
}

/** Metres in a unit of the projection. */
export function metresPerUnit(projection: ProjectionLike): number {
  return getProjection(projection)?.getMetersPerUnit() ?? 1;
}
