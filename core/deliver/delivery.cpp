// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/delivery.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/number.hpp"
#include "core/deliver/bsm.hpp"
#include "core/deliver/row_maker.hpp"
#include "core/deliver/written_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace liangxian::deliver {
namespace {

gdal::Column::Type type_of(ProfileField::Type type) {
    return type == ProfileField::Type::text   ? gdal::Column::Type::text
           : type == ProfileField::Type::real ? gdal::Column::Type::real
                                              : gdal::Column::Type::whole;
}

std::string domain_name(const Profile& profile, const ProfileField& field) {
    return profile.layer + "_" + field.name;
}

gdal::NewLayer layer_of(const Profile& profile) {
    gdal::NewLayer out;
    out.name = profile.layer;
    out.alias = profile.layer_alias;
    out.shape = profile.records == Profile::Records::zones ? gdal::NewLayer::Shape::polygons
                                                           : gdal::NewLayer::Shape::point;
    out.grid = base::decimal_step(profile.grid_decimals);
    out.tolerance = profile.tolerance;
    for (const ProfileField& field : profile.fields) {
        gdal::Column column;
        column.name = field.name;
        column.alias = field.alias;
        column.type = type_of(field.type);
        column.length = field.length;
        column.may_be_null = !field.is_mandatory;
        column.domain = field.codes.empty() || field.writes_names ? "" : domain_name(profile, field);
        out.columns.push_back(std::move(column));
    }
    return out;
}

std::vector<gdal::Domain> domains_of(const Profile& profile) {
    std::vector<gdal::Domain> out;
    for (const ProfileField& field : profile.fields) {
        if (field.codes.empty() || field.writes_names) {
            continue;
        }
        gdal::Domain domain{domain_name(profile, field), field.alias, {}};
        for (const ProfileCode& code : field.codes) {
            domain.codes.push_back({code.code, code.name});
        }
        out.push_back(std::move(domain));
    }
    return out;
}

/// A record with its number and its geometry on the grid.
struct Numbered {
    Record record;
    std::string bsm;
};

class DeliveryMaker {
public:
    DeliveryMaker(const Profile& profile, const std::optional<Manifest>& earlier,
                  const base::CancelToken& cancel)
        : m_profile(profile), m_rows(profile), m_numbers(profile, earlier), m_cancel(cancel) {}

    void take(Record record) {
        m_cancel.throw_if_cancelled();
        record.geometry = m_rows.geometry_of(record);
        const auto row = m_rows.make(record, record.geometry, "");
        if (!row) {
            m_outcome.left_out.push_back({record.name, row.problems()});
            return;
        }
        auto bsm = m_numbers.number(record.name, m_rows.bsm_prefix(record));
        if (!bsm || character_count(*bsm) > static_cast<std::size_t>(m_profile.bsm_field()->length)) {
            m_outcome.left_out.push_back(
                {record.name,
                 {{"bsm-exhausted",
                   record.name,
                   {"标识码的顺序号已用完，或超过字段长度；请修改配置",
                    "there is no serial number left, or the BSM is longer than its field; mend the profile"}}}});
            return;
        }
        m_outcome.manifest.features.push_back({*bsm, record.name, record.site_id,
                                               text_in(record, "zone.visibility"),
                                               text_in(record, "zone.kind")});
        m_taken.push_back({std::move(record), std::move(*bsm)});
    }

    DeliveryOutcome write(const Provenance& provenance, const std::filesystem::path& out) {
        if (m_taken.empty()) {
            refuse_nothing();
        }
        m_outcome.left_out.insert(m_outcome.left_out.begin(), provenance.unreadable.begin(),
                                  provenance.unreadable.end());
        refuse_existing_manifest(out);
        DatasetInTheMaking making(out);
        gdal::NewDataset dataset;
        dataset.format = *format_of(out);
        dataset.epsg = m_profile.crs;
        dataset.changed_at = provenance.known_at;
        dataset.domains = domains_of(m_profile);
        dataset.layers = {layer_of(m_profile)};
        dataset.layers.front().rows = [this](const gdal::NewLayer::RowTaker& put) {
            for (const Numbered& one : m_taken) {
                m_cancel.throw_if_cancelled();
                put(m_rows.make(one.record, one.record.geometry, one.bsm).value());
            }
        };
        making.write(std::move(dataset));
        fill_manifest(provenance, making.files());
        m_cancel.throw_if_cancelled();
        put_in_place(making, out);
        return std::move(m_outcome);
    }

private:
    [[noreturn]] void refuse_nothing() const {
        base::Problems problems{
            {"nothing-to-deliver", "", {"没有可以交付的记录", "there is no record to deliver"}}};
        for (const LeftOut& one : m_outcome.left_out) {
            problems.insert(problems.end(), one.problems.begin(), one.problems.end());
        }
        throw base::InputError(std::move(problems));
    }

    void fill_manifest(const Provenance& provenance, std::vector<Manifest::File> files) {
        Manifest& manifest = m_outcome.manifest;
        manifest.profile = m_profile.id;
        manifest.profile_digest = m_profile.digest;
        manifest.layer = m_profile.layer;
        manifest.store_digest = provenance.store_digest;
        manifest.revision = provenance.revision;
        manifest.as_of = provenance.as_of;
        manifest.known_at = provenance.known_at;
        manifest.retired = m_numbers.retired();
        manifest.serials = m_numbers.serials();
        manifest.files = std::move(files);
        for (const LeftOut& one : m_outcome.left_out) {
            Manifest::Missing missing{one.name, {}};
            for (const base::Problem& problem : one.problems) {
                missing.codes.push_back(problem.code);
            }
            manifest.left_out.push_back(std::move(missing));
        }
    }

    /// It is the register of the numbers given; one that stands there is somebody's.
    static void refuse_existing_manifest(const std::filesystem::path& out) {
        const std::filesystem::path manifest = manifest_path(out);
        std::error_code ignored;
        if (std::filesystem::exists(std::filesystem::symlink_status(manifest, ignored))) {
            throw base::FileError(
                "output-exists",
                {fmt::format("“{}”已存在；清单登记着已用的标识码，不覆盖", manifest.string()),
                 fmt::format(
                     "'{}' is there already; it registers numbers that were given, and is not written over",
                     manifest.string())});
        }
    }

    /// A delivery without its manifest is none: the manifest comes first, and goes when the delivery cannot
    /// come.
    void put_in_place(DatasetInTheMaking& making, const std::filesystem::path& out) const {
        base::write_file_atomically(manifest_path(out), manifest_json(m_outcome.manifest));
        try {
            making.put_in_place();
        } catch (const base::FileError&) {
            std::error_code ignored;
            std::filesystem::remove(manifest_path(out), ignored);
            throw;
        }
    }

    static std::string text_in(const Record& record, const char* column) {
        const auto found = record.columns.find(column);
        return found == record.columns.end() ? std::string() : text_of(found->second);
    }

    const Profile& m_profile;
    RowMaker m_rows;
    BsmNumbers m_numbers;
    const base::CancelToken& m_cancel;
    std::vector<Numbered> m_taken;
    DeliveryOutcome m_outcome;
};

} // namespace

DeliveryOutcome write_delivery(const Profile& profile, std::vector<Record> records,
                               const Provenance& provenance, const std::optional<Manifest>& earlier,
                               const std::filesystem::path& out, const base::CancelToken& cancel) {
    std::sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
        return std::tie(a.order, a.name) < std::tie(b.order, b.name);
    });
    DeliveryMaker maker(profile, earlier, cancel);
    for (Record& record : records) {
        maker.take(std::move(record));
    }
    return maker.write(provenance, out);
}

} // namespace liangxian::deliver
