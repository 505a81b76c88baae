// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/onemap/map_layer.hpp"

namespace liangxian::onemap {

// What the layers of the public data set are called and mean, in both languages.

LayerDescription public_sites_description();
LayerDescription protection_description();
LayerDescription control_description();

} // namespace liangxian::onemap
