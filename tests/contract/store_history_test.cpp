// SPDX-License-Identifier: GPL-2.0-or-later
// Random histories of a store beside a plain model of it: every day and every instant that can be asked about
// gives the same lines and the same digest. HISTORIES says how many (40; ./test --long takes 10,000).
#include "tests/contract/store_contract.hpp"

#include "core/geo/wkb.hpp"
#include "core/store/content_digest.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <set>

namespace liangxian::store {
namespace {

using zone::Status;

/// What a row said, from an instant until before another.
struct Said {
    zone::Zone zone;
    Timestamp from;
    std::optional<Timestamp> until;

    bool is_known_at(const Timestamp& instant) const {
        return from <= instant && (!until || instant < *until);
    }
};

std::string digest_of(const std::vector<zone::Zone>& zones) {
    ContentDigest out;
    for (const zone::Zone& zone : zones) {
        std::vector<FieldValue> cells;
        for (const auto& field : zone_fields()) {
            cells.push_back(field.get(zone));
        }
        out.add("zone", id_of(zone), zone_fields(), cells, geo::to_wkb(zone.geometry));
    }
    return out.hex();
}

/// All that was ever said, in the order it was.
class Model {
public:
    void say(const zone::Zone& zone) {
        for (Said& said : m_said) {
            if (!said.until && id_of(said.zone) == id_of(zone)) {
                said.until = zone.recorded_at;
            }
        }
        m_said.push_back({zone, zone.recorded_at, std::nullopt});
    }

    std::vector<zone::Zone> known_at(const Timestamp& instant) const {
        std::vector<zone::Zone> out;
        for (const Said& said : m_said) {
            if (said.is_known_at(instant)) {
                out.push_back(said.zone);
            }
        }
        return out;
    }

    /// `id@version` of what is in force: of each zone the highest announced version whose days hold it.
    std::set<std::string> in_force(const base::Date& day, const Timestamp& instant) const {
        std::map<std::string, int> highest;
        for (const zone::Zone& zone : known_at(instant)) {
            const bool is_announced = zone.status == Status::published || zone.status == Status::superseded ||
                                      zone.status == Status::revoked;
            if (is_announced && zone.valid.contains(day)) {
                int& version = highest[zone.zone_id];
                version = std::max(version, zone.version);
            }
        }
        std::set<std::string> out;
        for (const auto& [zone_id, version] : highest) {
            out.insert(zone_id + "@" + std::to_string(version));
        }
        return out;
    }

    std::string digest(const Timestamp& instant) const { return digest_of(known_at(instant)); }

    std::set<std::int64_t> instants() const {
        std::set<std::int64_t> out;
        for (const Said& said : m_said) {
            out.insert(said.from.milliseconds());
        }
        return out;
    }

    const std::vector<Said>& said() const { return m_said; }

private:
    std::vector<Said> m_said;
};

/// Offices at work on three zones of one store.
class History {
public:
    History(Store& store, const std::function<void(const std::string&)>& sql, unsigned seed)
        : m_store(store), m_sql(sql), m_random(seed) {}

    void run(unsigned acts) {
        for (unsigned i = 0; i < acts; ++i) {
            act();
            compare(Timestamp(m_random() % 2 == 0 ? last_instant() : some_instant()));
        }
        for (const std::int64_t instant : m_model.instants()) {
            for (const std::int64_t around : {instant - 1, instant, instant + 1}) {
                compare(Timestamp(around));
            }
        }
    }

private:
    unsigned below(unsigned n) { return static_cast<unsigned>(m_random() % n); }
    base::Date some_day() { return base::Date(2020, 1, 1).plus_days(below(2000)); }
    std::int64_t last_instant() const {
        const auto all = m_model.instants();
        return all.empty() ? 0 : *all.rbegin();
    }
    std::int64_t some_instant() {
        const auto all = m_model.instants();
        return all.empty() ? 0 : *std::next(all.begin(), below(static_cast<unsigned>(all.size())));
    }

    void act() {
        const std::string zone_id = "Z" + std::to_string(below(3));
        const auto versions = m_store.versions_of({zone_id});
        const unsigned what = below(5);
        if (versions.empty() || what == 0) {
            draw(zone_id, static_cast<int>(versions.size()) + 1);
        } else if (what == 1) {
            edit(versions[below(static_cast<unsigned>(versions.size()))]);
        } else {
            take_step(versions);
        }
    }

    void draw(const std::string& zone_id, int version) {
        NewRecords records;
        zone::Zone zone = a_zone(zone_id, "S", ZoneKind::protection,
                                 rectangle(below(100), below(100), 10 + below(100), 10 + below(100)));
        zone.version = version;
        zone.status = below(3) == 0 ? Status::published : Status::draft;
        zone.valid.from = below(2) == 0 ? std::nullopt : std::optional(some_day());
        records.zones = {zone};
        m_store.add(records, {}, {});
        hear(zone_id);
    }

    /// By another program.
    void edit(const zone::Zone& zone) {
        m_sql("UPDATE zones SET restrictions = 'r" + std::to_string(below(1000)) + "' WHERE zone_id = '" +
              zone.zone_id + "' AND version = " + std::to_string(zone.version));
        hear(zone.zone_id);
    }

    /// A version moves on; a published one ends what was published before.
    void take_step(const std::vector<zone::Zone>& versions) {
        zone::Zone moved = versions[below(static_cast<unsigned>(versions.size()))];
        Act act;
        act.decided_on = m_store.content_mark();
        act.action = "step";
        act.object = moved.zone_id;
        const base::Date day = some_day();
        const auto take = [&act](const zone::Zone& version, zone::Step step, const char* actor) {
            zone::VersionStep taken;
            taken.zone_id = version.zone_id;
            taken.version = version.version;
            taken.step = step;
            taken.actor = actor;
            taken.is_single_person = step == zone::Step::approved; // one login writes this test
            act.steps.push_back(taken);
            act.detail += (act.detail.empty() ? "[\"" : ",\"") + id_of(version) + "\"";
            act.changed.push_back(version);
        };
        if (moved.status == Status::published) {
            moved.status = Status::revoked;
            moved.valid.to = day;
            take(moved, zone::Step::revoked, "li");
        } else if (moved.status == Status::approved) {
            moved.status = Status::published;
            moved.valid = {day, std::nullopt};
            for (const zone::Zone& other : versions) {
                if (other.status == Status::published && other.version < moved.version) {
                    zone::Zone ended = other;
                    ended.status = Status::superseded;
                    ended.valid.to = day.plus_days(-1);
                    take(ended, zone::Step::superseded, "li");
                }
            }
            take(moved, zone::Step::published, "li");
        } else if (moved.status == Status::draft || moved.status == Status::submitted) {
            const bool is_draft = moved.status == Status::draft;
            moved.status = is_draft ? Status::submitted : Status::approved;
            take(moved, is_draft ? zone::Step::submitted : zone::Step::approved, is_draft ? "li" : "wang");
        } else {
            moved.issuer = "i" + std::to_string(below(1000)); // what is over can still be filed
            take(moved, zone::Step::filed, "li");
        }
        act.detail += "]";
        m_store.perform(act);
        hear(moved.zone_id);
    }

    /// What the store says of a zone now, as far as it is new.
    void hear(const std::string& zone_id) {
        for (const zone::Zone& zone : m_store.versions_of({zone_id})) {
            const auto& all = m_model.said();
            // Two changes may share a millisecond: what is said decides, not when.
            const bool is_known = std::any_of(all.begin(), all.end(), [&zone](const Said& said) {
                return !said.until && digest_of({said.zone}) == digest_of({zone});
            });
            if (!is_known) {
                m_model.say(zone);
            }
        }
    }

    void compare(const Timestamp& instant) {
        zone::SnapshotQuery query;
        query.as_of = some_day();
        query.known_at = instant;
        const zone::Snapshot got = m_store.fetch_snapshot(query);
        std::set<std::string> in_force;
        for (const zone::Zone& zone : got.zones) {
            in_force.insert(id_of(zone));
        }
        ASSERT_EQ(in_force, m_model.in_force(query.as_of, instant))
            << query.as_of.to_string() << " as known at " << instant.to_string();
        ASSERT_EQ(got.store_digest, m_model.digest(instant)) << instant.to_string();
    }

    Store& m_store;
    const std::function<void(const std::string&)>& m_sql;
    std::mt19937 m_random;
    Model m_model;
};

template <typename Factory>
class StoreHistory : public StoreContract<Factory> {};

TYPED_TEST_SUITE(StoreHistory, Factories);

TYPED_TEST(StoreHistory, AnswersEveryDayAndInstantAsAPlainModelDoes) {
    constexpr unsigned kActs = 14;
    const char* asked = std::getenv("HISTORIES");
    const unsigned histories =
        asked == nullptr ? 40 : static_cast<unsigned>(std::strtoul(asked, nullptr, 10));
    ASSERT_GT(histories, 0U);
    const TypeParam factory;
    create_store(factory.location(), {});
    factory.keep();
    const std::function<void(const std::string&)> sql = [&factory](const std::string& statement) {
        factory.sql(statement);
    };
    for (unsigned seed = 0; seed < histories && !this->HasFatalFailure(); ++seed) {
        SCOPED_TRACE("history " + std::to_string(seed));
        factory.start_over();
        const auto store = open_store(factory.location(), Access::read_write);
        History(*store, sql, seed).run(kActs);
    }
}

} // namespace
} // namespace liangxian::store
