// SPDX-License-Identifier: GPL-2.0-or-later
// Two stores and what goes between them: nothing is overwritten, undone or announced that should not be.
#include "core/app/jurisdiction.hpp"
#include "core/app/package_accept.hpp"
#include "core/app/package_counties.hpp"
#include "core/app/package_make.hpp"
#include "core/app/package_receipt.hpp"
#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "tests/support/shapes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::app {
namespace {

using testing::HasSubstr;
using zone::Status;
using zone::Step;

zone::Zone a_line(const std::string& id, Status status) {
    zone::Zone out = tests::a_zone(id, "S", zone::ZoneKind::protection, tests::rectangle(0, 0, 100, 100));
    out.status = status;
    out.approval_document.clear();
    return out;
}

zone::Zone announced(zone::Zone line) {
    line.status = Status::published;
    line.issuer = "县政府";
    line.document = "9号";
    line.document_date = "2025-12-01";
    line.valid.from = base::Date(2025, 12, 1);
    return line;
}

class PackageExchange : public testing::Test {
protected:
    PackageExchange() {
        store::Settings settings;
        settings.jurisdiction_wkb = jurisdiction_wkb("");
        m_county = store::create_store((m_folder.path() / "county.gpkg").string(), settings);
        m_city = store::create_store((m_folder.path() / "city.gpkg").string(), settings);
        store::NewRecords records;
        records.sites = {tests::a_site("S", tests::point(50, 50))};
        records.zones = {a_line("Z", Status::submitted)};
        m_county->add(records, {}, {});
    }

    /// A change of the county's version, as the commands make it.
    void change(const zone::Zone& zone, Step step) {
        store::Act act;
        act.action = "step";
        act.detail = "{}";
        act.changed = {zone};
        zone::VersionStep taken;
        taken.zone_id = zone.zone_id;
        taken.version = zone.version;
        taken.step = step;
        act.steps = {taken};
        act.decided_on = m_county->content_mark();
        m_county->perform(act);
    }
    void announce(zone::Zone zone) {
        zone.status = Status::approved;
        change(zone, Step::approved);
        zone.status = Status::published;
        change(zone, Step::published);
    }

    Package make() {
        PackageRequest request;
        request.versions = {{"Z", 1}};
        request.office = "县文物局";
        std::string bytes;
        make_package(*m_county, request, m_county_key, [&bytes](const std::string& made) { bytes = made; },
                     {});
        return open_package(bytes, {m_county_key.public_key()}).value();
    }
    AcceptReport accept(const Package& package, const PackageDecisions& decisions = {}) {
        AcceptRequest request;
        request.accept_all = true;
        request.decisions = decisions;
        request.office = "市文物局";
        request.actor = "wang";
        return accept_package(*m_city, package, request, m_city_key);
    }
    /// A package nobody's program made.
    AcceptReport accept_made_up(std::vector<PackedVersion> versions, std::vector<base::ZipFile> files = {}) {
        Package package;
        package.office = "县文物局";
        package.made_at = base::Timestamp::parse("2026-01-02T00:00:00Z").value();
        package.versions = std::move(versions);
        package.files = std::move(files);
        const auto opened = open_package(seal_package(package, m_county_key), {m_county_key.public_key()});
        EXPECT_TRUE(opened) << opened.problems().front().message.en;
        return accept(opened.value());
    }
    static PackedVersion packed(zone::Zone zone) {
        PackedVersion out;
        out.site = tests::a_site("S", tests::point(50, 50));
        out.zone = std::move(zone);
        return out;
    }
    ReceiptReport record(const std::string& bytes) {
        const auto receipt = open_receipt(bytes, {m_city_key.public_key()});
        EXPECT_TRUE(receipt) << receipt.problems().front().message.en;
        return record_receipt(*m_county, receipt.value(), bytes, "li");
    }

    static Status status_in(const store::Store& store, const std::string& zone_id = "Z") {
        return store.versions_of({zone_id}).at(0).status;
    }
    void expect_conflict(const AcceptReport& report, const std::string& words) {
        ASSERT_FALSE(report.lines.empty());
        for (const ReceiptLine& line : report.lines) {
            EXPECT_EQ(code_of(line.outcome), "conflict") << line.version;
            EXPECT_THAT(line.reason, HasSubstr(words));
        }
        EXPECT_TRUE(m_city->versions_of({"Z"}).empty());
    }

    base::TemporaryDirectory m_folder;
    base::SigningKey m_county_key = base::SigningKey::generate();
    base::SigningKey m_city_key = base::SigningKey::generate();
    std::unique_ptr<store::Store> m_county;
    std::unique_ptr<store::Store> m_city;
};

TEST_F(PackageExchange, AnnouncesWhatCameAsSubmittedBefore) {
    accept(make());
    EXPECT_EQ(status_in(*m_city), Status::submitted);
    announce(announced(a_line("Z", Status::submitted)));
    const AcceptReport second = accept(make());
    ASSERT_EQ(second.lines.size(), 1U);
    EXPECT_EQ(second.lines[0].outcome, Outcome::accepted);
    EXPECT_EQ(second.lines[0].status, "published");
    const zone::Zone here = m_city->versions_of({"Z"}).at(0);
    EXPECT_EQ(here.status, Status::published);
    EXPECT_EQ(here.document, "9号");
    EXPECT_EQ(here.valid.from, base::Date(2025, 12, 1));
    const AcceptReport third = accept(make());
    EXPECT_EQ(third.lines[0].outcome, Outcome::unchanged);
}

TEST_F(PackageExchange, SaysWhyWhatWasAnnouncedBelowIsNotHere) {
    accept(make());
    zone::Zone without_papers = announced(a_line("Z", Status::submitted));
    without_papers.document.clear();
    announce(without_papers);
    const AcceptReport report = accept(make());
    EXPECT_EQ(report.lines[0].outcome, Outcome::unchanged);
    EXPECT_THAT(report.lines[0].reason, HasSubstr("papers are missing"));
    ASSERT_EQ(report.notes.size(), 1U);
    EXPECT_EQ(report.notes[0].code, "not-announced");
    EXPECT_EQ(status_in(*m_city), Status::submitted);
}

TEST_F(PackageExchange, HoldsADifferingAnnouncementForAConflict) {
    announce(announced(a_line("Z", Status::submitted)));
    accept(make());
    PackedVersion other = packed(announced(a_line("Z", Status::submitted)));
    other.zone.document = "10号";
    other.zone.valid.from = base::Date(2025, 12, 2);
    const AcceptReport report = accept_made_up({other});
    EXPECT_EQ(report.lines[0].outcome, Outcome::conflict);
    EXPECT_THAT(report.lines[0].reason, HasSubstr("document"));
    EXPECT_THAT(report.lines[0].reason, HasSubstr("valid_from"));
    EXPECT_EQ(m_city->versions_of({"Z"}).at(0).document, "9号");
}

TEST_F(PackageExchange, TakesNothingOutsideTheJurisdiction) {
    zone::Zone far = announced(a_line("Z", Status::submitted));
    for (geo::Position& p : far.geometry.polygons[0].shell) {
        p.x -= 100;
    }
    expect_conflict(accept_made_up({packed(far)}), "outside the jurisdiction");
}

TEST_F(PackageExchange, TakesNoContradictoryDates) {
    zone::Zone reversed = announced(a_line("Z", Status::submitted));
    reversed.valid.to = base::Date(2025, 1, 1);
    expect_conflict(accept_made_up({packed(reversed)}), "ends before it begins");
    zone::Zone to_come = announced(a_line("Z", Status::submitted));
    to_come.document_date = "2026-06-01";
    expect_conflict(accept_made_up({packed(to_come)}), "dated after the package was made");
}

TEST_F(PackageExchange, TakesNoDocumentWhoseFileIsAnother) {
    PackedVersion one = packed(announced(a_line("Z", Status::submitted)));
    one.documents = {{"9号", "县政府", "2025-12-01", "", base::sha256_hex("scan")}};
    expect_conflict(accept_made_up({one}), "no file in the package has the digest");
    one.documents[0].document = "7号";
    expect_conflict(accept_made_up({one}, {{"documents/" + base::sha256_hex("scan"), "scan"}}),
                    "not the one its record names");
}

TEST_F(PackageExchange, TakesNoUnitThatThePackageHoldsTwice) {
    PackedVersion other = packed(announced(a_line("Z2", Status::submitted)));
    other.site.name = "另一个";
    expect_conflict(accept_made_up({packed(announced(a_line("Z", Status::submitted))), other}),
                    "records of S that differ (name)");
}

TEST_F(PackageExchange, TakesNoUnitOfTwoCountiesHoweverTheyAreWritten) {
    for (const char* county :
         {"应县、山阴县", "应县和山阴县", "应县与山阴县", "应县及山阴县", "应县山阴县"}) {
        PackedVersion one = packed(a_line("Z", Status::submitted));
        one.site.county = county;
        expect_conflict(accept_made_up({one}), "several counties");
    }
    for (const char* county :
         {"和顺县", "晋中市和顺县", "天津市和平区", "应县", "朔州市 应县", "平和县", "共和县", ""}) {
        EXPECT_FALSE(names_several_counties(county)) << county;
    }
}

TEST_F(PackageExchange, AnnouncesNothingThatTheSendersValidationCallsAnError) {
    PackedVersion one = packed(announced(a_line("Z", Status::submitted)));
    one.problems = {{{"record", "zone Z@1"}, {"severity", "error"}, {"zh", "错"}, {"en", "is wrong"}}};
    expect_conflict(accept_made_up({one}), "is wrong");
}

TEST_F(PackageExchange, TakesNothingThatWasNotHandedOver) {
    expect_conflict(accept_made_up({packed(a_line("Z", Status::draft))}), "not handed over");
}

TEST_F(PackageExchange, RefusesAReceiptOfOtherVersionsOrLines) {
    const Package package = make();
    const auto refused = [&](std::vector<ReceiptLine> lines) -> std::string {
        const Receipt receipt{package.package_id,     "市文物局",       "wang",
                              base::Timestamp::now(), std::move(lines), {}};
        const std::string bytes = seal_receipt(receipt, m_city_key);
        try {
            record(bytes);
        } catch (const base::InputError& error) {
            return error.problems().front().code;
        }
        return "";
    };
    const AcceptReport answer = accept(package);
    ReceiptLine good = answer.lines[0];
    ReceiptLine other = good;
    other.version = "Z9@1";
    ReceiptLine another = good;
    another.digest = base::sha256_hex("another line");
    EXPECT_EQ(refused({}), "receipt-differs");
    EXPECT_EQ(refused({good, other}), "receipt-differs");
    EXPECT_EQ(refused({good, good}), "receipt-differs");
    EXPECT_EQ(refused({another}), "receipt-differs");
    EXPECT_EQ(m_county->packages(package.package_id).size(), 1U) << "nothing of them is kept";
    EXPECT_EQ(refused({good}), "");
}

TEST_F(PackageExchange, GivesBackWhatIsStillAsItWasSent) {
    const AcceptReport answer = accept(make(), {{"Z@1", {false, "四至不清"}}});
    EXPECT_EQ(record(answer.receipt).returned, std::vector<std::string>{"Z@1"});
    EXPECT_EQ(status_in(*m_county), Status::draft);
}

TEST_F(PackageExchange, LeavesWhatWasHandedOverAgainSince) {
    const AcceptReport answer = accept(make(), {{"Z@1", {false, "四至不清"}}});
    zone::Zone line = a_line("Z", Status::draft);
    change(line, Step::returned);
    line.status = Status::submitted;
    change(line, Step::submitted);
    const ReceiptReport report = record(answer.receipt);
    EXPECT_TRUE(report.returned.empty());
    ASSERT_EQ(report.notes.size(), 1U);
    EXPECT_EQ(report.notes[0].code, "moved-on");
    EXPECT_EQ(status_in(*m_county), Status::submitted);
}

TEST_F(PackageExchange, LeavesWhatWasApprovedSince) {
    const AcceptReport answer = accept(make(), {{"Z@1", {false, "四至不清"}}});
    change(a_line("Z", Status::approved), Step::approved);
    EXPECT_EQ(record(answer.receipt).notes.at(0).code, "moved-on");
    EXPECT_EQ(status_in(*m_county), Status::approved);
}

TEST_F(PackageExchange, LeavesWhatWasSentAgainSince) {
    const AcceptReport answer = accept(make(), {{"Z@1", {false, "四至不清"}}});
    const Package again = make();
    EXPECT_EQ(record(answer.receipt).notes.at(0).code, "moved-on");
    EXPECT_EQ(status_in(*m_county), Status::submitted);
    EXPECT_EQ(record(accept(again, {{"Z@1", {false, "仍不清"}}}).receipt).returned.size(), 1U)
        << "the answer to the latest counts";
}

TEST_F(PackageExchange, CallsNothingSentThatCouldNotBeWritten) {
    PackageRequest request;
    request.versions = {{"Z", 1}};
    EXPECT_THROW(make_package(*m_county, request, m_county_key,
                              [](const std::string&) {
                                  throw base::FileError("file-not-written", {"", ""});
                              },
                              {}),
                 base::FileError);
    EXPECT_TRUE(m_county->packages("").empty());
}

} // namespace
} // namespace liangxian::app
