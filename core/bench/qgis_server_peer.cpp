// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/file.hpp"
#include "core/base/program_run.hpp"
#include "core/bench/fastcgi_server.hpp"
#include "core/bench/peers.hpp"

namespace liangxian::bench {
namespace {

constexpr const char* kProgram = "/usr/lib/cgi-bin/qgis_mapserv.fcgi";

/// A project with both layers, one symbol each in the colours of ours, published by WMS and WFS; written by
/// QGIS itself.
constexpr const char* kMakeProject = R"(
import sys
from qgis.core import QgsApplication, QgsFillSymbol, QgsProject, QgsSingleSymbolRenderer, QgsVectorLayer
data, target = sys.argv[1:]
application = QgsApplication([], False)
application.initQgis()
project = QgsProject.instance()
symbols = {"protection": {"color": "192,39,45,36", "outline_color": "192,39,45", "outline_width": "0.6"},
           "control": {"color": "31,95,168,26", "outline_color": "31,95,168", "outline_width": "0.4",
                       "outline_style": "dash"}}
for name, symbol in symbols.items():
    layer = QgsVectorLayer(f"{data}|layername={name}", name, "ogr")
    layer.setShortName(name)
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(symbol)))
    project.addMapLayer(layer)
ids = list(project.mapLayers())
project.setCrs(project.mapLayers()[ids[0]].crs())
project.writeEntry("WFSLayers", "/", ids)
for layer in ids:
    project.writeEntry("WFSLayersPrecision", "/" + layer, 9)
sys.exit(0 if project.write(target) else 1)
)";

} // namespace

std::unique_ptr<MapServer> start_qgis_server(const std::filesystem::path& public_data,
                                             const std::filesystem::path& folder) {
    if (!std::filesystem::exists(kProgram)) {
        throw missing_peer("qgis", "qgis-server python3-qgis");
    }
    const std::filesystem::path project = folder / "bench.qgs";
    const std::filesystem::path script = folder / "make_project.py";
    base::write_file_atomically(script, kMakeProject);
    const base::ProgramRun made =
        base::run_program({"/usr/bin/python3", script.string(), public_data.string(), project.string()},
                          {{"QT_QPA_PLATFORM", "offscreen"}, {"HOME", folder.string()}});
    if (made.status != 0) {
        throw failed_peer("qgis", made.output);
    }
    return std::make_unique<FastcgiServer>(FastcgiServer::Way{"qgis",
                                                              kProgram,
                                                              {{"QGIS_PROJECT_FILE", project.string()},
                                                               {"QT_QPA_PLATFORM", "offscreen"},
                                                               {"HOME", folder.string()},
                                                               {"QGIS_OPTIONS_PATH", folder.string()},
                                                               {"QGIS_SERVER_LOG_LEVEL", "2"}},
                                                              folder});
}

} // namespace liangxian::bench
