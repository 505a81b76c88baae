// SPDX-License-Identifier: GPL-2.0-or-later
// Scales as WMS and SLD count them: a pixel is 0.28 mm.
const PIXEL_M = 0.00028;

/** n of 1:n, from metres on the ground in a pixel. */
export function denominatorOf(metresPerPixel: number): number {
  return metresPerPixel / PIXEL_M;
}

/** Three leading digits at most: nobody needs 1:24 987.3. */
export function roundedDenominator(n: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 2);
  return Math.round(n / step) * step;
}

/** The longest of 1, 2, 5 × 10ⁿ metres that fits into so many pixels. */
export function barOf(metresPerPixel: number, widest: number): { metres: number; pixels: number } {
  const most = metresPerPixel * widest;
  const ten = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((one) => one * ten).find((one) => one <= most) ?? ten;
  return { metres, pixels: metres / metresPerPixel };
}
