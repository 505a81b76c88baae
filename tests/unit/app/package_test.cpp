// SPDX-License-Identifier: GPL-2.0-or-later
// A package is opened whole and as it was signed, or not at all.
#include "core/app/package_format.hpp"

#include "core/app/package_compare.hpp"
#include "core/base/digest.hpp"
#include "core/base/file.hpp"
#include "core/store/record_fields.hpp"
#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

#include <random>

namespace liangxian::app {
namespace {

Package small_package() {
    Package out;
    out.office = "县文物局";
    out.made_at = base::Timestamp(1'700'000'000'000);
    PackedVersion one;
    one.site = tests::a_site("S", tests::point(50, 50));
    one.zone = tests::a_zone("Z", "S", zone::ZoneKind::protection, tests::rectangle(0, 0, 100, 100));
    one.zone.accuracy_m = 0.1;
    one.documents = {{"9号", "县政府", "2025-12-01", "", base::sha256_hex("scan")}};
    out.versions = {one};
    out.files = {{"documents/" + base::sha256_hex("scan"), "scan"}};
    return out;
}

std::string code_of(const base::Result<Package>& opened) {
    return opened ? "" : opened.problems().front().code;
}

class PackageFormat : public testing::Test {
protected:
    base::SigningKey m_key = base::SigningKey::generate();
    std::vector<std::string> m_trusted{m_key.public_key()};
    std::string m_bytes = seal_package(small_package(), m_key);
};

TEST_F(PackageFormat, GivesBackWhatWasPutIn) {
    const auto opened = open_package(m_bytes, m_trusted);
    ASSERT_TRUE(opened) << opened.problems().front().message.en;
    const Package& package = opened.value();
    const Package before = small_package();
    EXPECT_EQ(package.office, before.office);
    EXPECT_EQ(package.package_id, package_id_of(before));
    EXPECT_TRUE(is_same_line(package.versions[0].zone, before.versions[0].zone));
    EXPECT_TRUE(site_differences(package.versions[0].site, before.versions[0].site).empty());
    EXPECT_EQ(package.versions[0].documents[0].document, "9号");
    EXPECT_EQ(package.files[0].bytes, "scan");
    EXPECT_EQ(seal_package(before, m_key), m_bytes) << "the same content gives the same bytes";
}

TEST_F(PackageFormat, RefusesEverySingleChangedByte) {
    std::string altered = m_bytes;
    std::mt19937 random(7);
    for (std::size_t i = 0; i < altered.size(); ++i) {
        const char before = altered[i];
        for (const unsigned change : {1U, 0x20U, 0x80U, static_cast<unsigned>(random() % 255 + 1)}) {
            altered[i] = static_cast<char>(static_cast<unsigned char>(before) ^ change);
            ASSERT_FALSE(open_package(altered, m_trusted)) << "byte " << i << " ^ " << change;
        }
        altered[i] = before;
    }
    EXPECT_TRUE(open_package(altered, m_trusted));
}

TEST_F(PackageFormat, RefusesEveryCutAndEveryAddition) {
    for (std::size_t size = 0; size < m_bytes.size(); ++size) {
        ASSERT_FALSE(open_package(std::string_view(m_bytes).substr(0, size), m_trusted)) << size;
    }
    EXPECT_EQ(code_of(open_package(m_bytes + "x", m_trusted)), "zip-altered");
    EXPECT_EQ(code_of(open_package(m_bytes.substr(0, m_bytes.size() - 1), m_trusted)), "zip-truncated");
    EXPECT_EQ(code_of(open_package("{}", m_trusted)), "no-zip");
}

TEST_F(PackageFormat, RefusesWhatWasPackedAgain) {
    auto files = base::read_stored_zip(m_bytes).value();
    auto more = files;
    more.push_back({"documents/" + base::sha256_hex("extra"), "extra"});
    EXPECT_EQ(code_of(open_package(base::make_stored_zip(more), m_trusted)), "package-files-differ");
    auto fewer = files;
    fewer.pop_back();
    EXPECT_EQ(code_of(open_package(base::make_stored_zip(fewer), m_trusted)), "package-files-differ");
    auto other = files;
    other.back().bytes = "scam";
    EXPECT_EQ(code_of(open_package(base::make_stored_zip(other), m_trusted)), "package-files-differ");
    std::swap(files[0], files[1]);
    EXPECT_EQ(code_of(open_package(base::make_stored_zip(files), m_trusted)), "signature-missing");
    std::string compressed = m_bytes;
    compressed[8] = 8;
    EXPECT_EQ(code_of(open_package(compressed, m_trusted)), "zip-compressed");
}

TEST_F(PackageFormat, TrustsNobodyWhoIsNotNamed) {
    EXPECT_EQ(code_of(open_package(m_bytes, {})), "key-not-trusted");
    EXPECT_EQ(code_of(open_package(m_bytes, {base::SigningKey::generate().public_key()})), "key-not-trusted");
}

TEST_F(PackageFormat, RefusesASignedManifestThatMeansNothing) {
    Package twice = small_package();
    twice.versions.push_back(twice.versions.front());
    EXPECT_EQ(code_of(open_package(seal_package(twice, m_key), m_trusted)), "manifest-wrong");
    Package stray = small_package();
    stray.versions[0].site.site_id = "other";
    EXPECT_EQ(code_of(open_package(seal_package(stray, m_key), m_trusted)), "manifest-wrong");
    Package crossed = small_package();
    auto& ring = crossed.versions[0].zone.geometry.polygons[0].shell;
    std::swap(ring[1], ring[2]);
    EXPECT_EQ(code_of(open_package(seal_package(crossed, m_key), m_trusted)), "manifest-wrong");
    EXPECT_EQ(code_of(open_package(seal_package(Package(), m_key), m_trusted)), "manifest-wrong");
}

TEST_F(PackageFormat, MeasuresWhatOthersNestedBeforeReadingIt) {
    const std::string deep(3'000'000, '[');
    auto files = base::read_stored_zip(m_bytes).value();
    auto signature = files;
    signature[1].bytes = deep;
    EXPECT_EQ(code_of(open_package(base::make_stored_zip(signature), m_trusted)), "signature-wrong");
    files[0].bytes = deep;
    EXPECT_EQ(code_of(open_package(base::make_stored_zip(files), m_trusted)), "package-too-large");
    const auto code_of_receipt = [this](const std::string& bytes) {
        const auto opened = open_receipt(bytes, m_trusted);
        return opened ? "" : opened.problems().front().code;
    };
    EXPECT_EQ(code_of_receipt(deep), "package-too-large");
    EXPECT_EQ(code_of_receipt("{\"a\":" + deep + std::string(deep.size(), ']') + "}\n"), "package-too-large");
    EXPECT_EQ(code_of_receipt("{}"), "receipt-wrong");
    EXPECT_EQ(code_of_receipt(""), "receipt-wrong");
}

TEST_F(PackageFormat, RefusesASignedManifestThatIsNotCanonical) {
    const auto files = base::read_stored_zip(m_bytes).value();
    const auto signed_again = [&](const std::string& manifest) {
        auto out = files;
        out[0].bytes = manifest;
        out[1].bytes = R"({"public_key":")" + m_key.public_key() +
                       R"(","schema":"liangxian/signature/1","signature":")" +
                       m_key.sign("liangxian/package/1\n" + manifest) + "\"}\n";
        return base::make_stored_zip(out);
    };
    EXPECT_TRUE(open_package(signed_again(files[0].bytes), m_trusted));
    EXPECT_EQ(code_of(open_package(signed_again(files[0].bytes + " "), m_trusted)), "manifest-wrong");
    std::string twice = files[0].bytes;
    twice.insert(1, R"("county":"怀仁市",)"); // before the same key: the last one would have counted
    EXPECT_EQ(code_of(open_package(signed_again(twice), m_trusted)), "manifest-wrong");
    EXPECT_EQ(code_of(open_package(signed_again("[1]"), m_trusted)), "manifest-wrong");
    EXPECT_EQ(code_of(open_package(signed_again("no JSON"), m_trusted)), "manifest-wrong");
}

TEST_F(PackageFormat, RefusesASignedReceiptThatNamesAKeyTwice) {
    const std::string body = R"({"actor":"a","actor":"b","public_key":")" + m_key.public_key() +
                             R"(","schema":"liangxian/package-receipt/1")";
    const std::string bytes =
        body + R"(,"signature":")" + m_key.sign("liangxian/package-receipt/1\n" + body + "}") + "\"}\n";
    const auto opened = open_receipt(bytes, m_trusted);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.problems().front().code, "receipt-wrong");
}

TEST_F(PackageFormat, RefusesEveryChangedByteOfAReceipt) {
    const Receipt receipt{"id",
                          "市文物局",
                          "wang",
                          base::Timestamp(1'700'000'000'000),
                          {{"Z@1", Outcome::returned, "", "缺图", "d"}},
                          {}};
    std::string bytes = seal_receipt(receipt, m_key);
    const auto opened = open_receipt(bytes, m_trusted);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->lines[0].reason, "缺图");
    EXPECT_FALSE(open_receipt(bytes, {}));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (const unsigned change : {1U, 0x20U, 0x80U}) {
            std::string altered = bytes;
            altered[i] = static_cast<char>(static_cast<unsigned char>(altered[i]) ^ change);
            ASSERT_FALSE(open_receipt(altered, m_trusted)) << "byte " << i;
        }
    }
}

TEST(StoredZip, IsAZipOfFilesAsTheyAre) {
    // CRC-32 of "123456789" is cbf43926 (the check value of every catalogue of CRCs).
    const std::string bytes = base::make_stored_zip({{"a", "123456789"}});
    EXPECT_EQ(bytes.substr(14, 4), std::string("\x26\x39\xf4\xcb"));
    EXPECT_EQ(base::read_stored_zip(bytes).value()[0].bytes, "123456789");
    EXPECT_TRUE(base::read_stored_zip(base::make_stored_zip({{"a", ""}, {"b", std::string(70000, 'x')}})));
}

} // namespace
} // namespace liangxian::app
