// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/register_rows.hpp"

#include <array>

namespace liangxian::app {
namespace {

/// What bureaus' tables also hold of a person; never kept.
constexpr std::array<std::string_view, 10> kPersonal{"电话", "手机",  "身份证", "住址",   "出生",
                                                     "邮箱", "phone", "mobile", "e-mail", "address"};

bool is_personal(const std::string& column) {
    for (const std::string_view word : kPersonal) {
        if (column.find(word) != std::string::npos) {
            return true;
        }
    }
    return false;
}

} // namespace

base::Problems without_coordinates(base::Problems problems) {
    for (base::Problem& problem : problems) {
        if (problem.code == "no-coordinates") {
            problem = {"no-rows",
                       problem.where,
                       {"没有数据行；第一行写列名，以下每行一条",
                        "holds no rows; the first line names the columns, one record a line below"}};
        }
    }
    return problems;
}

base::Problem unused_column(const std::string& column) {
    if (is_personal(column)) {
        return {
            "personal-data-left-out",
            column,
            {fmt::format("列“{}”含个人信息：只保存姓名和职务，未导入", column),
             fmt::format("the column '{}' is about a person: nothing but name and office is kept, so it was "
                         "not taken",
                         column)}};
    }
    return {"column-ignored",
            column,
            {fmt::format("列“{}”没有对应的字段，未导入", column),
             fmt::format("the column '{}' fits no field and was not taken", column)}};
}

} // namespace liangxian::app
