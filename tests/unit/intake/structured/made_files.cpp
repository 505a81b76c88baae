// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/intake/structured/made_files.hpp"

#include "core/base/file.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace liangxian::intake::made {
namespace {

using Dataset = std::unique_ptr<GDALDataset>;

Dataset new_dataset(const char* driver, const std::string& path) {
    GDALAllRegister();
    return Dataset(
        GetGDALDriverManager()->GetDriverByName(driver)->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
}

void add_square(OGRLayer& layer, double x, double y, double size, bool hole, const std::string& field) {
    const auto ring = [](double x0, double y0, double s) {
        return fmt::format("({0} {1},{0} {3},{2} {3},{2} {1},{0} {1})", x0, y0, x0 + s, y0 + s);
    };
    std::string wkt = "POLYGON(" + ring(x, y, size);
    if (hole) {
        wkt += "," + ring(x + size / 4, y + size / 4, size / 2);
    }
    OGRGeometry* geometry = nullptr;
    OGRGeometryFactory::createFromWkt((wkt + ")").c_str(), nullptr, &geometry);
    OGRFeature feature(layer.GetLayerDefn());
    feature.SetGeometryDirectly(geometry);
    feature.SetField(0, field.c_str());
    if (layer.CreateFeature(&feature) != OGRERR_NONE) {
        throw std::runtime_error("cannot write the sample");
    }
}

} // namespace

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& entries, ZipOddity oddity) {
    const base::TemporaryDirectory folder;
    const std::string path = (folder.path() / "made.zip").string();
    int error = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, &error);
    for (const auto& [name, bytes] : entries) {
        const zip_int64_t added = zip_file_add(
            archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_RAW);
        const auto index = static_cast<zip_uint64_t>(added);
        if (oddity == ZipOddity::encrypted) {
            zip_file_set_encryption(archive, index, ZIP_EM_AES_256, "secret");
        } else if (oddity == ZipOddity::links) {
            constexpr zip_uint32_t kUnixLink = 0120777u << 16;
            zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_UNIX, kUnixLink);
        }
    }
    zip_close(archive);
    return base::read_file(path, 1u << 30);
}

std::filesystem::path shapefile_in(const std::filesystem::path& folder, const std::string& name,
                                   const std::string& field_bytes) {
    const std::filesystem::path path = folder / (name + ".shp");
    {
        const Dataset dataset = new_dataset("ESRI Shapefile", path.string());
        OGRSpatialReference srs;
        srs.importFromEPSG(4525);
        char** options = CSLSetNameValue(nullptr, "ENCODING", "");
        OGRLayer* layer = dataset->CreateLayer(name.c_str(), &srs, wkbPolygon, options);
        CSLDestroy(options);
        OGRFieldDefn field("XMMC", OFTString);
        layer->CreateField(&field);
        add_square(*layer, 37623300, 4356100, 100, true, field_bytes);
    }
    std::filesystem::remove(folder / (name + ".cpg"));
    return path;
}

std::filesystem::path geopackage_in(const std::filesystem::path& folder,
                                    const std::vector<std::string>& layers) {
    const std::filesystem::path path = folder / "made.gpkg";
    const Dataset dataset = new_dataset("GPKG", path.string());
    OGRSpatialReference srs;
    srs.importFromEPSG(4490);
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    for (const std::string& name : layers) {
        OGRLayer* layer = dataset->CreateLayer(name.c_str(), &srs, wkbPolygon, nullptr);
        OGRFieldDefn field("name", OFTString);
        layer->CreateField(&field);
        add_square(*layer, 112.4, 39.3, 0.01, false, "甲");
    }
    return path;
}

std::string dxf_of(const std::string& entities, const std::string& version) {
    return "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\n" + version + "\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n" +
           entities + "0\nENDSEC\n0\nEOF\n";
}

std::string dxf_square(const std::string& layer, double x, double y, double size, bool closed) {
    std::string out = fmt::format("0\nLWPOLYLINE\n8\n{}\n90\n4\n70\n{}\n", layer, closed ? 1 : 0);
    for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {size, 0.0}, {size, size}, {0.0, size}}) {
        out += fmt::format("10\n{}\n20\n{}\n", x + dx, y + dy);
    }
    return out;
}

bool refused_with(const ReadOutcome& outcome, const std::string& code) {
    return !outcome.unreadable.empty() && outcome.unreadable.front().problems.front().code == code;
}

bool warns(const ReadOutcome& outcome, const std::string& code) {
    const auto has_code = [&](const base::Problem& p) { return p.code == code; };
    return !outcome.features.empty() && std::any_of(outcome.features.front().warnings.begin(),
                                                    outcome.features.front().warnings.end(), has_code);
}

std::string words_of(const ReadOutcome& outcome) {
    std::string words;
    for (const UnreadableFeature& failed : outcome.unreadable) {
        for (const base::Problem& problem : failed.problems) {
            words += problem.code + " " + problem.where + " " + problem.message.zh + " " +
                     problem.message.en + "\n";
        }
    }
    return words;
}

} // namespace liangxian::intake::made
