// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"
#include "core/store/store.hpp"
#include "tests/contract/store_factories.hpp"
#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace liangxian::store {

// What every kind of store must do. A kind is a factory here; the cases never name one.

using base::Timestamp;
using tests::a_site;
using tests::a_zone;
using tests::rectangle;
using zone::ZoneKind;

template <typename Factory>
class StoreContract : public testing::Test {
protected:
    void SetUp() override { m_store = create_store(m_factory.location(), {}); }

    static Timestamp instant(const char* text) { return Timestamp::parse(text).value(); }
    void add(const NewRecords& records) { m_store->add(records, {}, {}); }
    zone::Snapshot snapshot(std::optional<Timestamp> known_at = {}, base::Date as_of = {2026, 1, 1}) const {
        zone::SnapshotQuery query;
        query.as_of = as_of;
        query.known_at = known_at;
        return m_store->fetch_snapshot(query);
    }

    static zone::Zone range(const std::string& id, const char* recorded_at) {
        zone::Zone out = a_zone(id, "S", ZoneKind::protection, rectangle(0, 0, 100, 100));
        out.recorded_at = instant(recorded_at);
        return out;
    }
    static NewRecords one_unit() {
        NewRecords out;
        out.sites = {a_site("S", tests::point(50, 50)), a_site("S2")};
        out.sites[0].recorded_at = out.sites[1].recorded_at = instant("2025-01-01T00:00:00Z");
        out.zones = {range("Z1", "2025-01-01T00:00:00Z"), range("Z2", "2025-02-01T00:00:00Z")};
        zone::Area area;
        area.area_id = "A";
        area.kind = zone::AreaKind::coverage;
        area.status = "complete";
        area.expires_on = base::Date(2030, 1, 1);
        area.recorded_at = instant("2025-01-01T00:00:00Z");
        area.geometry = rectangle(-500, -500, 1000, 1000);
        out.areas = {area};
        return out;
    }

    static zone::VersionStep step(const std::string& zone_id, zone::Step step,
                                  const std::string& actor = "li") {
        zone::VersionStep out;
        out.zone_id = zone_id;
        out.step = step;
        out.actor = actor;
        return out;
    }
    /// Takes the first version of a zone to a status by a step.
    Act act_on(const std::string& zone_id, zone::Step its_step, zone::Status status,
               const std::string& actor = "li") const {
        Act out;
        out.action = zone::code_of(its_step);
        out.object = zone_id + "@1";
        out.detail = "{}";
        out.decided_on = m_store->content_mark();
        out.changed = {m_store->versions_of({zone_id}).at(0)};
        out.changed[0].status = status;
        out.steps = {step(zone_id, its_step, actor)};
        return out;
    }
    /// Ends the first version of a zone on a day.
    Act ending(const std::string& zone_id, const base::Date& day) const {
        Act out = act_on(zone_id, zone::Step::revoked, zone::Status::revoked);
        out.action = "revoke";
        out.changed[0].valid.to = day;
        return out;
    }
    /// `action object actor` of every entry of the audit.
    std::vector<std::string> acts() const {
        std::vector<std::string> out;
        m_store->for_each_audit_entry([&out](const AuditEntry& entry) {
            out.push_back(entry.action + " " + entry.object + " " + entry.actor);
        });
        return out;
    }
    /// Of another store that was given the same records.
    std::string digest_of_a_copy() const {
        NewRecords all;
        m_store->for_each_site([&all](const zone::Site& site) { all.sites.push_back(site); });
        m_store->for_each_zone([&all](const zone::Zone& zone) { all.zones.push_back(zone); });
        m_store->for_each_area([&all](const zone::Area& area) { all.areas.push_back(area); });
        const Factory other;
        const auto copy = create_store(other.location(), {});
        copy->add(all, {}, {});
        zone::SnapshotQuery query;
        query.as_of = base::Date(2026, 1, 1);
        return copy->fetch_snapshot(query).store_digest;
    }

    Factory m_factory;
    std::unique_ptr<Store> m_store;
};

using Factories = testing::Types<GpkgFactory, PgFactory>;

} // namespace liangxian::store
