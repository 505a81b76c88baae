// SPDX-License-Identifier: GPL-2.0-or-later
// Coordinates as people write them, and as they are shown.
import { fromZone, inZone, zoneAt, type Zone } from './projections';

/** A place read from words. */
export interface ReadPlace {
  lonlat: [number, number];
  basis: 'degrees' | 'degrees-swapped' | 'zone';
  zone?: Zone;
}

const CHINA = { west: 72, east: 137, south: 2, north: 55 };

function isInChina(lon: number, lat: number): boolean {
  return lon >= CHINA.west && lon <= CHINA.east && lat >= CHINA.south && lat <= CHINA.north;
}

/** 113°10′48″E, 113.18, 113 10 48 (with a sign of degrees somewhere). */
function degreesOf(text: string): number | undefined {
  const found = text
    .trim()
    .match(/^[NE北东]?\s*(\d{1,3}(?:\.\d+)?)\s*(?:[°度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′分]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″]|秒|'')\s*)?)?)?\s*[NE北东]?$/i);
  if (!found) {
    return undefined;
  }
  const [, degrees, minutes = '0', seconds = '0'] = found;
  if (Number(minutes) >= 60 || Number(seconds) >= 60) {
    return undefined;
  }
  return Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
}

function metresOf(text: string): number | undefined {
  const found = text.trim().match(/^(?:[XYNE]\s*[=:：]?\s*)?(\d{6,8}(?:\.\d+)?)\s*(?:m|米)?$/i);
  return found ? Number(found[1]) : undefined;
}

/** Northing has seven digits in China; an easting with its zone number eight. */
function inMetres(a: number, b: number): ReadPlace | undefined {
  for (const [east, north] of [
    [a, b],
    [b, a],
  ]) {
    const number = Math.floor(east / 1e6);
    if (number >= 25 && number <= 45 && north < 6.2e6 && north > 2e5) {
      const zone = zoneAt(3 * number);
      const lonlat = fromZone(east, north, zone);
      return isInChina(lonlat[0], lonlat[1]) ? { lonlat, basis: 'zone', zone } : undefined;
    }
  }
  return undefined;
}

/**
 * A place in China from two numbers: degrees in either order, degrees with minutes and seconds, or metres in a zone
 * of 3° whose easting begins with the zone's number. Nothing for anything else.
 */
export function readPlace(text: string): ReadPlace | undefined {
  const parts = text.trim().split(/\s*[,，;；、]\s*|\s+(?=\d|[NEXY东北])/i);
  if (parts.length !== 2) {
    return undefined;
  }
  const metres = parts.map(metresOf);
  if (metres[0] !== undefined && metres[1] !== undefined) {
    return inMetres(metres[0], metres[1]);
  }
  const [first, second] = parts.map(degreesOf);
  if (first === undefined || second === undefined) {
    return undefined;
  }
  if (isInChina(first, second)) {
    return { lonlat: [first, second], basis: 'degrees' };
  }
  return isInChina(second, first) ? { lonlat: [second, first], basis: 'degrees-swapped' } : undefined;
}

/** 113.180123° E  39.565012° N */
export function shownDegrees(lonlat: readonly number[]): string {
  return `${Math.abs(lonlat[0]).toFixed(6)}°${lonlat[0] < 0 ? 'W' : 'E'} ${Math.abs(lonlat[1]).toFixed(6)}°${lonlat[1] < 0 ? 'S' : 'N'}`;
}

/** X is the northing and Y the easting with its zone number, as Chinese surveys write them. */
export function shownMetres(lonlat: readonly number[]): { zone: Zone; x: string; y: string } {
  const zone = zoneAt(lonlat[0]);
  const [east, north] = inZone(lonlat, zone);
  return { zone, x: north.toFixed(1), y: east.toFixed(1) };
}
