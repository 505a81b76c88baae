// SPDX-License-Identifier: GPL-2.0-or-later
// Where words fit inside a ground: along its upper edge, so that a ground within it keeps its own words.
import type { MultiPolygon } from 'ol/geom.js';
import type { Coordinate } from 'ol/coordinate.js';

const LINE_PIXELS = 13;
const STEP_PIXELS = 8;
const MARGIN_PIXELS = 8;
/** Steps that are looked at below the upper edge. */
const STEPS = 12;

/** Width of a label of 12 px: Chinese signs are as wide as they are high. */
export function widthOf(words: string): number {
  return [...words].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e7f ? 12 : 6.5), 0);
}

/** The middle of the words, in the shape's plane; nothing where they find no room. */
export function placeOfWords(shape: MultiPolygon, resolution: number, width: number): Coordinate | undefined {
  const [, bottom, , top] = shape.getExtent();
  const rings = shape.getCoordinates().flat();
  const room = (width + MARGIN_PIXELS) * resolution;
  for (let i = 0; i < STEPS; ++i) {
    const y = top - (LINE_PIXELS + i * STEP_PIXELS) * resolution;
    if (y < bottom + (LINE_PIXELS / 2) * resolution) {
      return undefined;
    }
    const half = (LINE_PIXELS / 2) * resolution;
    const found = widestOf(common(spansAt(rings, y + half), spansAt(rings, y - half)));
    if (found && found[1] - found[0] >= room) {
      return [(found[0] + found[1]) / 2, y];
    }
  }
  return undefined;
}

type Span = [number, number];

/** Where a line of constant y is inside the rings. */
function spansAt(rings: readonly Coordinate[][], y: number): Span[] {
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; ++i) {
      const [a, b] = [ring[i - 1], ring[i]];
      if (a[1] > y !== b[1] > y) {
        crossings.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
      }
    }
  }
  crossings.sort((one, other) => one - other);
  return crossings.flatMap((x, i): Span[] => (i % 2 === 0 && i + 1 < crossings.length ? [[x, crossings[i + 1]]] : []));
}

function common(some: readonly Span[], others: readonly Span[]): Span[] {
  return some.flatMap((one) =>
    others.map((other): Span => [Math.max(one[0], other[0]), Math.min(one[1], other[1])]).filter(([from, to]) => from < to),
  );
}

function widestOf(spans: readonly Span[]): Span | undefined {
  return spans.reduce<Span | undefined>((best, one) => (!best || one[1] - one[0] > best[1] - best[0] ? one : best), undefined);
}
