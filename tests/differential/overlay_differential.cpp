// SPDX-License-Identifier: GPL-2.0-or-later
// overlay_differential [--pairs N] [--seed S] [--family NAME] [--judge-every K]
//
// Asks the flat overlay and GEOS about N generated pairs of every family and prints a line per family.
// Exits with 1 on any disagreement in which rational arithmetic finds ours at fault.
#include "tests/support/flat_judge.hpp"
#include "tests/support/flat_pairs.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

namespace {

using namespace liangxian;

struct Options {
    std::uint64_t pairs = 10000;
    std::uint64_t seed = 1;
    unsigned judge_every = 1000;
    std::string family;
};

bool parse(int argc, char** argv, Options& options) {
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string name = argv[i];
        if (name == "--pairs") {
            options.pairs = std::strtoull(argv[i + 1], nullptr, 10);
        } else if (name == "--seed") {
            options.seed = std::strtoull(argv[i + 1], nullptr, 10);
        } else if (name == "--judge-every") {
            options.judge_every = static_cast<unsigned>(std::strtoul(argv[i + 1], nullptr, 10));
        } else if (name == "--family") {
            options.family = argv[i + 1];
        } else {
            return false;
        }
    }
    return argc % 2 == 1;
}

/// \returns disagreements
std::uint64_t run_family(const std::string& family, const Options& options) {
    std::mt19937_64 random(options.seed);
    tests::FlatJudge judge(options.judge_every);
    std::array<std::uint64_t, 9> doubts{};
    for (std::uint64_t i = 0; i < options.pairs; ++i) {
        const std::string fault = judge.check(tests::make_flat_pair(family, random));
        ++doubts[static_cast<std::size_t>(judge.doubt())];
        if (!fault.empty() && judge.tally().disagreements <= 5) {
            fmt::print("{} pair {}: {}\n", family, i, fault);
        }
    }
    const tests::FlatTally& t = judge.tally();
    const auto n = static_cast<double>(t.pairs);
    fmt::print(
        "{:<11} pairs {:>7}  crossing {:>5.1f} %  uncertain {:>8.4f} %  disagreements {}  geos-wrong {}  "
        "ours {:.2f} us  geos {:.1f} us ",
        family, t.pairs, 100 * static_cast<double>(t.crossing) / n,
        100 * static_cast<double>(t.uncertain) / n, t.disagreements, t.geos_wrong, t.ours_us / n,
        t.geos_us / n);
    for (std::size_t k = 1; k < doubts.size(); ++k) {
        if (doubts[k] > 0) {
            fmt::print(" {}: {}", tests::name_of(static_cast<overlap::Doubt>(k)), doubts[k]);
        }
    }
    fmt::print("\n");
    std::fflush(stdout);
    return t.disagreements;
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    if (!parse(argc, argv, options)) {
        fmt::print(stderr, "overlay_differential [--pairs N] [--seed S] [--family NAME] [--judge-every K]\n");
        return 2;
    }
    std::uint64_t disagreements = 0;
    for (const std::string& family : tests::flat_pair_families()) {
        if (options.family.empty() || options.family == family) {
            disagreements += run_family(family, options);
        }
    }
    return disagreements == 0 ? 0 : 1;
}
