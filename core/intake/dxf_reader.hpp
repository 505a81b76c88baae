// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// Reads the closed outlines of an ASCII DXF: LWPOLYLINE, POLYLINE and CIRCLE of the model space,
/// arcs (bulges) as chords within 1 mm. x is the easting. All of them are one feature, a part per
/// polygon; with Grouping::each a feature per polygon. An outline inside another is its hole.
///
/// Layers: ReadOptions::layer, else the only one with closed outlines, else all of them with a
/// warning (`several-layers`). Other entities are counted in a warning (`not-taken`), open outlines
/// listed with their gap (`open-outline`); one that is nearly closed is an error
/// (`outline-not-closed`), since it was meant to be part of the application.
/// A DXF carries no CRS: see decide_crs().
/// Problem codes: `dxf-broken`, `dxf-number`, `outline-not-closed`, `no-closed-outline`,
/// `layer-unknown`, `too-many-rings`.
ReadOutcome read_dxf(std::string_view bytes, const std::string& name, const ReadOptions& options);

} // namespace liangxian::intake
