// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/error.hpp"

namespace liangxian::base {

Error::Error(std::string code, Text message)
    : std::runtime_error(code + ": " + message.en), m_code(std::move(code)), m_message(std::move(message)) {}

Cancelled::Cancelled()
    : Error("cancelled", {"操作已由用户停止，未作任何更改", "stopped by the user; nothing was changed"}) {}

InputError::InputError(Problems problems)
    : Error(problems.empty() ? "bad-input" : problems.front().code,
            problems.empty() ? Text{"输入有误", "bad input"} : problems.front().message),
      m_problems(std::move(problems)) {}

} // namespace liangxian::base
