// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace liangxian::intake::made {

/// What can be odd about the entries of a zip.
enum class ZipOddity { none, encrypted, links };

/// A zip in memory; names are written byte for byte, so that they may be GBK.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& entries,
                   ZipOddity oddity = ZipOddity::none);

/// A Shapefile `name.*` in \p folder: one square with a hole in zone 37 (EPSG:4525), its field XMMC
/// holding \p field_bytes as they are.
std::filesystem::path shapefile_in(const std::filesystem::path& folder, const std::string& name,
                                   const std::string& field_bytes);

/// A GeoPackage with the named layers in EPSG:4490, one square each.
std::filesystem::path geopackage_in(const std::filesystem::path& folder,
                                    const std::vector<std::string>& layers);

/// An ASCII DXF around the given entities.
std::string dxf_of(const std::string& entities, const std::string& version = "AC1015");
/// A closed LWPOLYLINE square.
std::string dxf_square(const std::string& layer, double x, double y, double size, bool closed = true);

/// 平鲁 in GBK.
inline const char* const kGbkWord = "\xC6\xBD\xC2\xB3";

/// Whether the outcome's first unreadable feature has that problem.
bool refused_with(const ReadOutcome& outcome, const std::string& code);
/// Whether the first feature has that warning.
bool warns(const ReadOutcome& outcome, const std::string& code);
/// The Chinese and English words of all problems, for a look at what they say.
std::string words_of(const ReadOutcome& outcome);

} // namespace liangxian::intake::made
