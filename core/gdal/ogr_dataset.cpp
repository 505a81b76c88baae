// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/gdal/ogr_session.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <stdexcept>
#include <utility>

namespace liangxian::gdal {
namespace {

struct DatasetDeleter {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
struct FeatureDeleter {
    void operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }
};
using Dataset = std::unique_ptr<GDALDataset, DatasetDeleter>;

/// The driver's refusal; what the giver of rows throws is told apart from it.
struct DriverError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

[[noreturn]] void fail() { throw DriverError(CPLGetLastErrorMsg()); }

/// The date that drivers write into what they make, for this thread and as long as this lives.
class ChangeDate {
public:
    explicit ChangeDate(const std::string& instant) {
        CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", instant.empty() ? nullptr : instant.c_str());
    }
    ~ChangeDate() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr); }
    ChangeDate(const ChangeDate&) = delete;
    ChangeDate& operator=(const ChangeDate&) = delete;
};

class Options {
public:
    Options() = default;
    ~Options() { CSLDestroy(m_list); }
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;

    void set(const char* name, const std::string& value) {
        m_list = CSLSetNameValue(m_list, name, value.c_str());
    }
    char** list() { return m_list; }

private:
    char** m_list = nullptr;
};

OGRwkbGeometryType shape_of(NewLayer::Shape shape) {
    switch (shape) {
    case NewLayer::Shape::none:
        return wkbNone;
    case NewLayer::Shape::point:
        return wkbPoint;
    case NewLayer::Shape::polygons:
        return wkbMultiPolygon;
    default:
        return wkbUnknown;
    }
}

OGRFieldType type_of(Column::Type type) {
    switch (type) {
    case Column::Type::whole:
        return OFTInteger;
    case Column::Type::real:
        return OFTReal;
    case Column::Type::date:
        return OFTDate;
    default:
        return OFTString;
    }
}

void add_domains(GDALDataset& dataset, const std::vector<Domain>& domains) {
    for (const Domain& domain : domains) {
        std::vector<OGRCodedValue> codes;
        for (const Domain::Code& code : domain.codes) {
            codes.push_back({CPLStrdup(code.code.c_str()), CPLStrdup(code.meaning.c_str())});
        }
        std::string reason; // the domain takes the codes and frees them
        if (!dataset.AddFieldDomain(std::make_unique<OGRCodedFieldDomain>(domain.name, domain.description,
                                                                          OFTString, OFSTNone,
                                                                          std::move(codes)),
                                    reason)) {
            throw DriverError(reason);
        }
    }
}

void set_layer_options(const NewDataset& dataset, const NewLayer& layer, Options& options) {
    const bool is_geodatabase = dataset.format == NewDataset::Format::file_geodatabase;
    if (!layer.alias.empty()) {
        options.set(is_geodatabase ? "LAYER_ALIAS" : "IDENTIFIER", layer.alias);
    }
    if (!is_geodatabase || layer.grid <= 0) {
        return;
    }
    options.set("XYSCALE", fmt::format("{:.0f}", 1 / layer.grid));
    options.set("XYTOLERANCE", fmt::format("{}", layer.tolerance));
    options.set("XORIGIN", "-400");
    options.set("YORIGIN", "-400");
}

OGRLayer& make_layer(GDALDataset& into, const NewDataset& dataset, const NewLayer& layer,
                     OGRSpatialReference& crs) {
    Options options;
    set_layer_options(dataset, layer, options);
    OGRLayer* made =
        into.CreateLayer(layer.name.c_str(), layer.shape == NewLayer::Shape::none ? nullptr : &crs,
                         shape_of(layer.shape), options.list());
    if (made == nullptr) {
        fail();
    }
    for (const Column& column : layer.columns) {
        OGRFieldDefn field(column.name.c_str(), type_of(column.type));
        field.SetWidth(column.type == Column::Type::text ? column.length : 0);
        field.SetNullable(column.may_be_null ? TRUE : FALSE);
        field.SetDomainName(column.domain);
        if (!column.alias.empty()) {
            field.SetAlternativeName(column.alias.c_str());
        }
        if (made->CreateField(&field) != OGRERR_NONE) {
            fail();
        }
    }
    return *made;
}

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' ? "''" : std::string(1, c);
    }
    return out + "'";
}

/// GDAL 3.6 keeps the names for people in a FileGDB only; in a GeoPackage they have their table as soon as
/// there is a value list (GeoPackage 1.3, schema extension).
void name_columns(GDALDataset& into, const NewLayer& layer) {
    for (const Column& column : layer.columns) {
        if (column.alias.empty()) {
            continue;
        }
        const std::string sql = fmt::format(
            "INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES ({0}, {1}, {2}, {2}) "
            "ON CONFLICT (table_name, column_name) DO UPDATE SET name = excluded.name, title = excluded.title",
            quoted(layer.name), quoted(column.name), quoted(column.alias));
        into.ReleaseResultSet(into.ExecuteSQL(sql.c_str(), nullptr, nullptr));
    }
}

void set_value(OGRFeature& feature, int at, const Value& value) {
    if (const auto* words = std::get_if<std::string>(&value)) {
        feature.SetField(at, words->c_str());
    } else if (const auto* number = std::get_if<double>(&value)) {
        feature.SetField(at, *number);
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        feature.SetField(at, static_cast<GIntBig>(*whole));
    } else if (const auto* yes = std::get_if<bool>(&value)) {
        feature.SetField(at, *yes ? 1 : 0);
    } else {
        feature.SetFieldNull(at);
    }
}

void put_row(OGRLayer& layer, const Table::Row& row) {
    const std::unique_ptr<OGRFeature, FeatureDeleter> feature(
        OGRFeature::CreateFeature(layer.GetLayerDefn()));
    for (const Field& field : row.fields) {
        const int at = feature->GetFieldIndex(field.name.c_str());
        if (at < 0) {
            throw DriverError("no column " + field.name);
        }
        set_value(*feature, at, field.value);
    }
    if (!row.wkb.empty()) {
        OGRGeometry* shape = nullptr;
        if (OGRGeometryFactory::createFromWkb(row.wkb.data(), nullptr, &shape, row.wkb.size()) !=
            OGRERR_NONE) {
            fail();
        }
        feature->SetGeometryDirectly(shape);
    }
    if (layer.CreateFeature(feature.get()) != OGRERR_NONE) {
        fail();
    }
}

/// One transaction: a GeoPackage would otherwise sync after every row.
void put_rows(GDALDataset& into, OGRLayer& layer, const NewLayer& source) {
    const bool in_transaction = into.TestCapability(ODsCTransactions) != 0;
    if (in_transaction && into.StartTransaction() != OGRERR_NONE) {
        fail();
    }
    if (source.rows) {
        source.rows([&layer](const Table::Row& row) { put_row(layer, row); });
    }
    if (in_transaction && into.CommitTransaction() != OGRERR_NONE) {
        fail();
    }
}

void write(const NewDataset& dataset) {
    const char* name = dataset.format == NewDataset::Format::geopackage ? "GPKG" : "OpenFileGDB";
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(name);
    if (driver == nullptr) {
        throw DriverError(fmt::format("GDAL has no driver {}", name));
    }
    const Dataset made(driver->Create(dataset.path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!made) {
        fail();
    }
    OGRSpatialReference crs;
    crs.importFromEPSG(dataset.epsg);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    add_domains(*made, dataset.domains);
    for (const NewLayer& layer : dataset.layers) {
        put_rows(*made, make_layer(*made, dataset, layer, crs), layer);
        if (dataset.format == NewDataset::Format::geopackage && !dataset.domains.empty()) {
            name_columns(*made, layer);
        }
    }
    made->FlushCache(true);
    if (CPLGetLastErrorType() >= CE_Failure) {
        fail();
    }
}

} // namespace

std::optional<std::string> write_dataset(const NewDataset& dataset) {
    const OgrSession session;
    const ChangeDate date(dataset.changed_at);
    try {
        write(dataset);
    } catch (const DriverError& error) {
        return error.what();
    }
    return std::nullopt;
}

} // namespace liangxian::gdal
