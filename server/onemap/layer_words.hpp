// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/onemap/map_layer.hpp"

namespace liangxian::onemap {

// What layers are called and mean, in both languages: first those of the public data set.

LayerDescription public_sites_description();
LayerDescription protection_description();
LayerDescription control_description();

// The exact layers, for those who signed in.

LayerDescription exact_protection_description();
LayerDescription exact_control_description();
LayerDescription underground_description();
LayerDescription sites_description();
LayerDescription applications_description();

} // namespace liangxian::onemap
