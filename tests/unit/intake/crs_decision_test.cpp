// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/crs_decision.hpp"
#include "tests/unit/intake/reading.hpp"

#include <gtest/gtest.h>

namespace liangxian::intake {
namespace {

// 112.43°E 39.33°N and 112.5°E 39.33°N in zones 37 and 38 (law-and-formats, section 5.1).
const std::vector<geo::Position> kPrefixed37{{37623300.828, 4356115.442}, {37629336.801, 4356213.278}};
const std::vector<geo::Position> kPlain37{{623300.828, 4356115.442}, {629336.801, 4356213.278}};
const std::vector<geo::Position> kDegrees{{112.43, 39.33}, {112.5, 39.33}};

CrsEvidence evidence(std::vector<geo::Position> sample, const ReadOptions& options = options_in_china()) {
    CrsEvidence e;
    e.sample = std::move(sample);
    e.jurisdiction = options.jurisdiction;
    e.where = "a.txt";
    return e;
}

#define EXPECT_CRS(e, code, why)                                                                             \
    do {                                                                                                     \
        const auto taken = decide_crs(e);                                                                    \
        ASSERT_TRUE(taken.ok()) << messages(taken.problems());                                               \
        EXPECT_EQ(taken->crs.epsg, code);                                                                    \
        EXPECT_EQ(taken->crs.basis, why);                                                                    \
    } while (false)

#define EXPECT_REFUSED(e, code)                                                                              \
    do {                                                                                                     \
        const auto taken = decide_crs(e);                                                                    \
        ASSERT_FALSE(taken.ok());                                                                            \
        EXPECT_TRUE(has_code(taken.problems(), code)) << messages(taken.problems());                         \
    } while (false)

TEST(CrsDecision, FollowsTheUserFirst) {
    CrsEvidence e = evidence(kPrefixed37);
    e.declared_epsg = 4525;
    e.header_zone = 38;
    EXPECT_CRS(e, 4525, "declared");
}

TEST(CrsDecision, RefusesADeclaredZoneThatTheEastingsContradict) {
    CrsEvidence e = evidence(kPrefixed37);
    e.declared_epsg = 4526;
    const auto choice = decide_crs(e);
    ASSERT_FALSE(choice.ok());
    EXPECT_EQ(choice.problems()[0].code, "zone-contradiction");
    EXPECT_NE(choice.problems()[0].message.en.find("EPSG:4525 (3°, 37)"), std::string::npos);
    e.declared_epsg = 4546;
    EXPECT_REFUSED(e, "zone-contradiction");
}

TEST(CrsDecision, RefusesAPrefixedPlaneForEastingsWithoutPrefix) {
    CrsEvidence e = evidence(kPlain37);
    e.declared_epsg = 4525;
    const auto choice = decide_crs(e);
    ASSERT_FALSE(choice.ok());
    EXPECT_NE(choice.problems()[0].message.en.find("EPSG:4546"), std::string::npos);
}

TEST(CrsDecision, TakesWidthAndZoneFromTheHeader) {
    CrsEvidence e = evidence(kPrefixed37);
    e.header_zone_width = 3;
    e.header_zone = 37;
    EXPECT_CRS(e, 4525, "header");
    e.sample = kPlain37;
    EXPECT_CRS(e, 4546, "header");
}

TEST(CrsDecision, TakesTheHeadersWidthWithThePrefixWhenTheZoneIsEmpty) {
    CrsEvidence e = evidence(kPrefixed37);
    e.header_zone_width = 3;
    EXPECT_CRS(e, 4525, "header");
}

TEST(CrsDecision, ListsTheCandidatesWhenHeaderAndPrefixDisagree) {
    CrsEvidence e = evidence(kPrefixed37);
    e.header_zone_width = 3;
    e.header_zone = 38;
    const auto choice = decide_crs(e);
    ASSERT_FALSE(choice.ok());
    EXPECT_EQ(choice.problems()[0].code, "zone-contradiction");
    EXPECT_NE(choice.problems()[0].message.en.find("EPSG:4526"), std::string::npos);
    EXPECT_NE(choice.problems()[0].message.en.find("EPSG:4525"), std::string::npos);
    e.header_zone_width = 6;
    e.header_zone = 37;
    EXPECT_REFUSED(e, "zone-contradiction");
}

TEST(CrsDecision, GuessesTheZoneFromEightDigitsAndSaysSo) {
    const auto choice = decide_crs(evidence(kPrefixed37));
    ASSERT_TRUE(choice.ok());
    EXPECT_EQ(choice->crs.epsg, 4525);
    EXPECT_EQ(choice->crs.basis, "guessed:zone-prefix");
    EXPECT_TRUE(has_code(choice->warnings, "crs-guessed"));
    EXPECT_CRS(evidence({{19623300.828, 4356115.442}}), 4497, "guessed:zone-prefix");
}

TEST(CrsDecision, KnowsNoZone24) {
    EXPECT_REFUSED(evidence({{24623300.0, 4356115.0}}), "zone-contradiction");
}

TEST(CrsDecision, RefusesTwoZonesInOneFile) {
    EXPECT_REFUSED(evidence({{37623300.828, 4356115.442}, {38364627.188, 4356315.792}}),
                   "zone-contradiction");
    EXPECT_REFUSED(evidence({{37623300.828, 4356115.442}, {623300.828, 4356115.442}}), "zone-contradiction");
}

TEST(CrsDecision, GuessesTheZoneWhenOnlyOneLiesInTheJurisdiction) {
    EXPECT_CRS(evidence(kPlain37, options_in_shuozhou()), 4546, "guessed:jurisdiction");
}

TEST(CrsDecision, ListsEveryZoneThatLiesInTheJurisdictionOtherwise) {
    const auto choice = decide_crs(evidence(kPlain37));
    ASSERT_FALSE(choice.ok());
    EXPECT_EQ(choice.problems()[0].code, "crs-undecidable");
    EXPECT_NE(choice.problems()[0].message.en.find("EPSG:4546 (3°, 37), EPSG:4547 (3°, 38)"),
              std::string::npos);
    EXPECT_NE(choice.problems()[0].message.en.find("--crs"), std::string::npos);
}

TEST(CrsDecision, NeverGuessesAZoneWithoutAJurisdiction) {
    CrsEvidence e = evidence(kPlain37);
    e.jurisdiction.reset();
    EXPECT_REFUSED(e, "crs-undecidable");
}

TEST(CrsDecision, GuessesDegreesAndSaysSo) {
    const auto choice = decide_crs(evidence(kDegrees));
    ASSERT_TRUE(choice.ok());
    EXPECT_EQ(choice->crs.epsg, 4490);
    EXPECT_EQ(choice->crs.basis, "guessed:degrees");
    EXPECT_TRUE(has_code(choice->warnings, "crs-guessed"));
}

TEST(CrsDecision, TakesWgs84AsCgcs2000AndNotesIt) {
    CrsEvidence e = evidence(kDegrees);
    e.declared_epsg = 4326;
    const auto choice = decide_crs(e);
    ASSERT_TRUE(choice.ok());
    EXPECT_EQ(choice->crs.epsg, 4490);
    EXPECT_TRUE(has_code(choice->warnings, "wgs84-taken-as-cgcs2000"));
}

TEST(CrsDecision, RefusesTheOldDatumsByCodeHeaderAndPrj) {
    for (const int epsg : {4610, 2327, 2361, 2390, 4214, 2401, 2442, 21413, 21423, 21453, 21463}) {
        CrsEvidence e = evidence(kPrefixed37);
        e.declared_epsg = epsg;
        EXPECT_REFUSED(e, "datum-refused");
        e.declared_epsg.reset();
        e.prj_epsg = epsg;
        EXPECT_REFUSED(e, "datum-refused");
    }
    for (const char* datum : {"80", "54"}) {
        CrsEvidence e = evidence(kPrefixed37);
        e.header_datum = datum;
        EXPECT_REFUSED(e, "datum-refused");
    }
}

TEST(CrsDecision, TakesAnOldDatumThatIsRegistered) {
    CrsEvidence e = evidence(kPrefixed37);
    e.header_datum = "80";
    e.header_zone_width = 3;
    e.header_zone = 37;
    e.registered_old_datums = {2361};
    EXPECT_CRS(e, 2361, "header");
}

TEST(CrsDecision, WarnsWhenTheUserOverrulesAnOldHeader) {
    CrsEvidence e = evidence(kPrefixed37);
    e.header_datum = "80";
    e.declared_epsg = 4525;
    const auto choice = decide_crs(e);
    ASSERT_TRUE(choice.ok());
    EXPECT_TRUE(has_code(choice->warnings, "header-overruled"));
}

TEST(CrsDecision, TakesThePrjAndTheFormat) {
    CrsEvidence e = evidence(kPrefixed37);
    e.prj_epsg = 4525;
    EXPECT_CRS(e, 4525, "prj");
    CrsEvidence f = evidence(kDegrees);
    f.format_is_degrees = true;
    EXPECT_CRS(f, 4490, "format");
}

TEST(CrsDecision, RefusesLatitudeFirstWhereTheFormatFixesTheOrder) {
    CrsEvidence e = evidence({{39.33, 112.43}, {39.33, 112.5}});
    e.format_is_degrees = true;
    EXPECT_REFUSED(e, "latitude-first");
}

TEST(CrsDecision, RefusesMetresWhereTheFormatSaysDegrees) {
    CrsEvidence e = evidence(kPrefixed37);
    e.format_is_degrees = true;
    EXPECT_REFUSED(e, "not-degrees");
}

TEST(CrsDecision, RefusesWhatFallsOutsideAndSaysWhereItFell) {
    CrsEvidence e = evidence(kPlain37, options_in_shuozhou());
    e.declared_epsg = 4547;
    const auto choice = decide_crs(e);
    ASSERT_FALSE(choice.ok());
    EXPECT_EQ(choice.problems()[0].code, "outside-jurisdiction");
    EXPECT_NE(choice.problems()[0].message.en.find("115.43"), std::string::npos);
}

TEST(CrsDecision, WarnsWhenSomeFallsOutside) {
    const auto choice = decide_crs(evidence({{112.43, 39.33}, {120.0, 39.33}}, options_in_shuozhou()));
    ASSERT_TRUE(choice.ok());
    EXPECT_TRUE(has_code(choice->warnings, "partly-outside-jurisdiction"));
}

TEST(CrsDecision, RefusesACodeThatProjDoesNotKnow) {
    CrsEvidence e = evidence(kPrefixed37);
    e.declared_epsg = 999999;
    EXPECT_REFUSED(e, "crs-unknown");
}

TEST(OldDatumCodes, FollowTheRegister) {
    EXPECT_EQ(old_datum_epsg("80", 3, 37, true), 2361);
    EXPECT_EQ(old_datum_epsg("80", 3, 37, false), 2382);
    EXPECT_EQ(old_datum_epsg("54", 3, 37, true), 2413);
    EXPECT_EQ(old_datum_epsg("54", 6, 19, true), 21419);
    EXPECT_FALSE(old_datum_epsg("80", 6, 37, true));
}

} // namespace
} // namespace liangxian::intake
