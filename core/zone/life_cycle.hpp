// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/timestamp.hpp"
#include "core/zone/vocabulary.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::zone {

/// What happens to a version of a zone on its way into force and after it; the offices' own words stand in
/// step_name(). `submitted` hands a draft over, `returned` gives it back with reasons.
enum class Step {
    drafted,    ///< 拟定
    submitted,  ///< 送审
    reviewed,   ///< 核定
    argued,     ///< 论证
    consulted,  ///< 征求意见
    notified,   ///< 公示
    returned,   ///< 退回
    approved,   ///< 批准
    published,  ///< 公布
    marked,     ///< 设立标志
    filed,      ///< 备案
    mapped,     ///< 入一张图
    archived,   ///< 归档
    superseded, ///< 被新版本替代
    revoked,    ///< 撤销
};

/// Why there is a new version of a zone.
enum class ChangeKind {
    first,      ///< 首次划定
    correction, ///< 更正: what was announced was drawn wrong
    adjustment, ///< 调整: another line from now on
    level,      ///< 级别变更: the unit rose or fell
    revocation, ///< 撤销: the line ends
};

std::string_view code_of(Step value);
std::string_view code_of(ChangeKind value);
const base::Text& name_of(Step value);
const base::Text& name_of(ChangeKind value);
/// By code or Chinese name.
std::optional<Step> parse_step(std::string_view text);
std::optional<ChangeKind> parse_change_kind(std::string_view text);
std::vector<std::string_view> step_codes();
std::vector<std::string_view> change_kind_codes();

/// One step as it was taken. Only ever added.
struct VersionStep {
    std::string zone_id;
    int version = 1;
    Step step = Step::drafted;
    base::Timestamp at; ///< when it was recorded
    std::string actor;  ///< who recorded it
    std::string office; ///< who took it: the government, the experts' meeting …
    std::string document;
    std::optional<base::Date> dated; ///< of the document, or the day it was done
    std::string reason;
    std::optional<ChangeKind> change; ///< of a submitted version
    std::optional<int> based_on;      ///< the version it replaces
    /// The same person submitted and approved, and said so.
    bool is_single_person = false;
    /// The login of a shared store it was recorded under, whatever name was given; empty in a file.
    std::string account = {};
};

/// The status after a step; nothing when a version of this status cannot take it. Steps that leave the status
/// as it is return it.
std::optional<Status> status_after(Status status, Step step);

} // namespace liangxian::zone
