// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/peers.hpp"

namespace liangxian::bench {

const std::vector<std::string>& peer_names() {
    static const std::vector<std::string> names{"postgis", "qgis", "geos", "spatialite"};
    return names;
}

std::unique_ptr<Contender> make_peer(std::string_view name) {
    return name == "postgis" ? make_postgis_peer()
           : name == "qgis"  ? make_qgis_peer()
           : name == "geos"  ? make_geos_peer()
                             : make_spatialite_peer();
}

} // namespace liangxian::bench
