// SPDX-License-Identifier: GPL-2.0-or-later
import { number, say } from '../base/words';

const MU_M2 = 10_000 / 15;

/** About 123 m, about 1.234 km. */
export function lengthInWords(metres: number): string {
  const value = metres < 1000 ? `${number(metres, 1)} m` : `${number(metres / 1000, 3)} km`;
  return say('measure.about', { value });
}

/** About 1,234 m², with hectares and mu from a mu on. */
export function areaInWords(m2: number): string {
  const value =
    m2 < MU_M2 ? `${number(m2, 1)} m²` : say('measure.large', { m2: number(m2), ha: number(m2 / 10_000, 4), mu: number(m2 / MU_M2, 2) });
  return say('measure.about', { value });
}
