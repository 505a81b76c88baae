// SPDX-License-Identifier: GPL-2.0-or-later
// The symbols of styles/*.sld as OpenLayers draws them: millimetres become the pixels of SLD, 0.28 mm each.
import type { ColorLike } from 'ol/colorlike.js';
import { Polygon, LineString, Point } from 'ol/geom.js';
import { toContext } from 'ol/render.js';
import { Circle, Fill, RegularShape, Stroke, Style } from 'ol/style.js';
import { accepts, type Legend, type Rule, type StrokeSymbol, type Symbolizer } from '../data/description';
import type { LayerName, Properties } from '../data/feature';

export function rgba(hex: string, opacity: number): string {
  const part = (at: number) => parseInt(hex.slice(at, at + 2), 16);
  return `rgba(${part(1)},${part(3)},${part(5)},${opacity})`;
}

/** All symbols of a legend; styles are made once and used again. */
export class SymbolBook {
  private readonly rules = new Map<LayerName, Rule[]>();
  private readonly styles = new Map<Rule, Style[]>();
  private readonly pixelMm: number;

  constructor(
    legend: Legend,
    /** A light edge under lines and points, for dark ground. */
    private readonly hasCasing = false,
  ) {
    this.pixelMm = legend.pixel_mm;
    for (const { name, rules } of legend.layers) {
      this.rules.set(name, rules);
    }
  }

  /** Those that are painted for a feature, in their order. */
  rulesFor(layer: LayerName, feature: Properties): Rule[] {
    return (this.rules.get(layer) ?? []).filter((rule) => accepts(rule.filter, feature));
  }

  stylesFor(layer: LayerName, feature: Properties): Style[] {
    return this.rulesFor(layer, feature).flatMap((rule) => this.stylesOf(rule));
  }

  stylesOf(rule: Rule): Style[] {
    let made = this.styles.get(rule);
    if (!made) {
      made = rule.symbols.flatMap((symbol) => this.stylesOfSymbol(symbol));
      this.styles.set(rule, made);
    }
    return made;
  }

  /** Draws a rule as the legend shows it, into a canvas of so many CSS pixels. */
  drawSwatch(canvas: HTMLCanvasElement, rule: Rule, width: number, height: number): void {
    const context = canvas.getContext('2d');
    if (!context) {
      return;
    }
    const drawing = toContext(context, { size: [width, height] });
    const inset = 2.5;
    const [left, top, right, bottom] = [inset, inset, width - inset, height - inset];
    for (const symbol of rule.symbols) {
      for (const style of this.stylesOfSymbol(symbol)) {
        drawing.setStyle(style);
        drawing.drawGeometry(
          symbol.kind === 'point'
            ? new Point([width / 2, height / 2])
            : symbol.kind === 'line'
              ? new LineString([[left, height / 2], [right, height / 2]])
              : new Polygon([[[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]]),
        );
      }
    }
  }

  private pixels(mm: number): number {
    return mm / this.pixelMm;
  }

  private stylesOfSymbol(symbol: Symbolizer): Style[] {
    if (symbol.kind === 'point') {
      return [new Style({ image: this.markOf(symbol) })];
    }
    const out: Style[] = [];
    if (symbol.fill?.colour) {
      out.push(new Style({ fill: new Fill({ color: rgba(symbol.fill.colour, symbol.fill.opacity ?? 1) }) }));
    }
    if (symbol.fill?.hatch) {
      out.push(new Style({ fill: new Fill({ color: this.hatchOf(symbol.fill.hatch) }) }));
    }
    if (symbol.stroke) {
      if (this.hasCasing) {
        const casing = this.strokeOf(symbol.stroke);
        casing.setColor('rgba(255,255,255,0.7)');
        casing.setWidth(this.pixels(symbol.stroke.width_mm) + 2);
        out.push(new Style({ stroke: casing }));
      }
      out.push(new Style({ stroke: this.strokeOf(symbol.stroke) }));
    }
    return out;
  }

  private strokeOf(stroke: StrokeSymbol): Stroke {
    return new Stroke({
      color: rgba(stroke.colour, stroke.opacity),
      width: this.pixels(stroke.width_mm),
      lineDash: stroke.dash_mm.length > 0 ? stroke.dash_mm.map((mm) => this.pixels(mm)) : undefined,
      lineCap: stroke.dash_mm.length > 0 ? 'butt' : 'round',
      lineJoin: 'round',
    });
  }

  private markOf(symbol: Symbolizer): Circle | RegularShape {
    const fill = symbol.fill?.colour
      ? new Fill({ color: rgba(symbol.fill.colour, symbol.fill.opacity ?? 1) })
      : undefined;
    const stroke = symbol.stroke ? this.strokeOf(symbol.stroke) : undefined;
    const radius = this.pixels(symbol.size_mm ?? 0) / 2;
    return symbol.mark === 'square'
      ? new RegularShape({ points: 4, radius: radius * Math.SQRT2, angle: Math.PI / 4, fill, stroke, declutterMode: 'none' })
      : new Circle({ radius, fill, stroke, declutterMode: 'none' }); // only labels make room for each other
  }

  /** A strip with one line in its middle, turned; drawn large and made smaller, so that it stays sharp. */
  private hatchOf(hatch: NonNullable<NonNullable<Symbolizer['fill']>['hatch']>): ColorLike {
    const side = 64;
    const scale = this.pixels(hatch.spacing_mm) / side;
    const canvas = document.createElement('canvas');
    canvas.width = side;
    canvas.height = side;
    const context = canvas.getContext('2d');
    const plain = rgba(hatch.stroke.colour, hatch.stroke.opacity);
    if (!context) {
      return plain;
    }
    const width = this.pixels(hatch.stroke.width_mm) / scale;
    context.fillStyle = plain;
    context.fillRect(0, (side - width) / 2, side, width);
    const pattern = context.createPattern(canvas, 'repeat');
    pattern?.setTransform(new DOMMatrix().rotate(hatch.angle_deg).scale(scale));
    return pattern ?? plain;
  }
}
