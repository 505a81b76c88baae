// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/export_everything.hpp"

#include "core/deliver/written_files.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/wkb.hpp"
#include "core/store/record_fields.hpp"

namespace liangxian::app {
namespace {

gdal::Column::Type type_of(store::FieldType type) {
    switch (type) {
    case store::FieldType::number:
        return gdal::Column::Type::real;
    case store::FieldType::integer:
        return gdal::Column::Type::whole;
    case store::FieldType::date:
        return gdal::Column::Type::date;
    default:
        return gdal::Column::Type::text;
    }
}

template <typename Record>
gdal::Table::Row row_of(const std::vector<store::Field<Record>>& fields, const Record& record) {
    gdal::Table::Row row;
    for (const store::Field<Record>& field : fields) {
        row.fields.push_back(
            {std::string(field.name),
             std::visit([](const auto& one) { return gdal::Value(one); }, field.get(record))});
    }
    row.wkb = record.geometry.empty() ? "" : geo::to_wkb(record.geometry);
    return row;
}

template <typename Record>
gdal::NewLayer layer_of(const std::string& name, const std::vector<store::Field<Record>>& fields) {
    gdal::NewLayer out;
    out.name = name;
    for (const store::Field<Record>& field : fields) {
        gdal::Column column;
        column.name = field.name;
        column.type = type_of(field.type);
        out.columns.push_back(std::move(column));
    }
    return out;
}

/// Counts what goes by.
class Counter {
public:
    Counter(const base::CancelToken& cancel, const base::Progress& progress)
        : m_cancel(cancel), m_progress(progress) {}

    void add_one(std::size_t& features) {
        m_cancel.throw_if_cancelled();
        ++features;
        ++m_all;
        if (m_progress && m_all % 256 == 0) {
            m_progress(m_all, 0);
        }
    }

private:
    const base::CancelToken& m_cancel;
    const base::Progress& m_progress;
    std::size_t m_all = 0;
};

} // namespace

ExportReport export_everything(const store::Store& store, const std::filesystem::path& out,
                               const std::optional<base::Timestamp>& known_at,
                               const base::CancelToken& cancel, const base::Progress& progress) {
    ExportReport report;
    report.layers = {{"sites", 0}, {"zones", 0}, {"areas", 0}};
    Counter counter(cancel, progress);
    gdal::NewDataset dataset;
    dataset.format = *deliver::format_of(out);
    dataset.epsg = geo::kCgcs2000;
    dataset.layers = {layer_of("sites", store::site_fields()), layer_of("zones", store::zone_fields()),
                      layer_of("areas", store::area_fields())};
    const auto take_unreadable = [&report](const std::vector<store::Store::UnreadableRecord>& records) {
        for (const auto& record : records) {
            if (record.kind == "site" || record.kind == "zone" || record.kind == "area") {
                const std::string name = record.kind + " " + record.id; // registers stay in the store
                report.left_out.push_back({name, {{"record-unreadable", name, record.reason}}});
            }
        }
    };
    dataset.layers[0].rows = [&](const gdal::NewLayer::RowTaker& put) {
        store::Store::RecordVisitor visitor;
        visitor.site = [&](const zone::Site& site) {
            put(row_of(store::site_fields(), site));
            counter.add_one(report.layers[0].features);
        };
        if (known_at) {
            take_unreadable(store.for_each_known(*known_at, visitor));
        } else {
            store.for_each_site(visitor.site);
        }
    };
    dataset.layers[1].rows = [&](const gdal::NewLayer::RowTaker& put) {
        store::Store::RecordVisitor visitor;
        visitor.zone = [&](const zone::Zone& zone) {
            put(row_of(store::zone_fields(), zone));
            counter.add_one(report.layers[1].features);
        };
        if (known_at) {
            take_unreadable(store.for_each_known(*known_at, visitor));
        } else {
            store.for_each_zone(visitor.zone);
        }
    };
    dataset.layers[2].rows = [&](const gdal::NewLayer::RowTaker& put) {
        store::Store::RecordVisitor visitor;
        visitor.area = [&](const zone::Area& area) {
            put(row_of(store::area_fields(), area));
            counter.add_one(report.layers[2].features);
        };
        if (known_at) {
            take_unreadable(store.for_each_known(*known_at, visitor));
        } else {
            store.for_each_area(visitor.area);
        }
    };
    deliver::DatasetInTheMaking making(out);
    making.write(std::move(dataset));
    if (!known_at) {
        take_unreadable(store.unreadable_records());
    }
    making.put_in_place();
    return report;
}

} // namespace liangxian::app
