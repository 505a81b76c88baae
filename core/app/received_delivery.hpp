// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/deliver/profile.hpp"
#include "core/intake/feature.hpp"
#include "core/store/store.hpp"

#include <filesystem>

namespace liangxian::app {

/// Judges a delivery that was read from its profile's layer, and gives its features the contract's columns
/// instead of the profile's. A feature is the version that the manifest beside the file ties to its BSM;
/// without one its BSM is its id, a zone's unit is the only one of the store with its name, and its lines are
/// hidden until somebody decides. \param notes what was assumed \returns every fault, each with its place;
/// the features are as they were then \throws base::FileError when the manifest beside the file is none,
/// base::InputError when it is of another profile
base::Problems take_delivery(intake::ReadOutcome& read, const std::filesystem::path& file,
                             const deliver::Profile& profile, const store::Store& store,
                             base::Problems& notes);

} // namespace liangxian::app
