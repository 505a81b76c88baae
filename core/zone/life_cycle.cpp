// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/zone/life_cycle.hpp"

#include "core/zone/word_list.hpp"

namespace liangxian::zone {
namespace {

const std::array<Word, 15>& steps() {
    static const std::array<Word, 15> words{{
        {"drafted", {"拟定", "drafted"}},
        {"submitted", {"送审", "submitted"}},
        {"reviewed", {"核定", "reviewed"}},
        {"argued", {"论证", "argued by experts"}},
        {"consulted", {"征求意见", "opinions asked for"}},
        {"notified", {"公示", "shown to the public"}},
        {"returned", {"退回", "returned"}},
        {"approved", {"批准", "approved"}},
        {"published", {"公布", "published"}},
        {"marked", {"设立标志", "markers set up"}},
        {"filed", {"备案", "filed with the authority above"}},
        {"mapped", {"入一张图", "on the one map"}},
        {"archived", {"归档", "archived"}},
        {"superseded", {"被新版本替代", "superseded"}},
        {"revoked", {"撤销", "revoked"}},
    }};
    return words;
}

const std::array<Word, 5>& change_kinds() {
    static const std::array<Word, 5> words{{
        {"first", {"首次划定", "first drawing"}},
        {"correction", {"更正", "correction"}},
        {"adjustment", {"调整", "adjustment"}},
        {"level", {"级别变更", "change of level"}},
        {"revocation", {"撤销", "revocation"}},
    }};
    return words;
}

} // namespace

std::string_view code_of(Step value) { return word(steps(), value).code; }
std::string_view code_of(ChangeKind value) { return word(change_kinds(), value).code; }
const base::Text& name_of(Step value) { return word(steps(), value).name; }
const base::Text& name_of(ChangeKind value) { return word(change_kinds(), value).name; }
std::optional<Step> parse_step(std::string_view text) { return parse_word<Step>(steps(), text); }
std::optional<ChangeKind> parse_change_kind(std::string_view text) {
    return parse_word<ChangeKind>(change_kinds(), text);
}
std::vector<std::string_view> step_codes() { return codes(steps()); }
std::vector<std::string_view> change_kind_codes() { return codes(change_kinds()); }

std::optional<Status> status_after(Status status, Step step) {
    const auto only_from = [status](Status from, Status to) {
        return status == from ? std::optional(to) : std::nullopt;
    };
    switch (step) {
    case Step::drafted:
        return only_from(Status::draft, Status::draft);
    case Step::submitted:
        return only_from(Status::draft, Status::submitted);
    case Step::reviewed:
    case Step::argued:
    case Step::consulted:
    case Step::notified:
        return only_from(Status::submitted, Status::submitted);
    case Step::returned:
        return status == Status::submitted || status == Status::approved ? std::optional(Status::draft)
                                                                         : std::nullopt;
    case Step::approved:
        return only_from(Status::submitted, Status::approved);
    case Step::published:
        return only_from(Status::approved, Status::published);
    case Step::marked:
    case Step::filed:
    case Step::mapped:
    case Step::archived:
        return status == Status::published || status == Status::superseded ? std::optional(status)
                                                                           : std::nullopt;
    case Step::superseded:
        return only_from(Status::published, Status::superseded);
    case Step::revoked:
        return only_from(Status::published, Status::revoked);
    }
    return std::nullopt;
}

} // namespace liangxian::zone
