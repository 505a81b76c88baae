// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "cli/commands.hpp"

namespace liangxian::cli {

// The commands of `liangxian zone` that only look; those that change something are in zone_command.cpp.

void add_zone_describe(CLI::App& zone, const Audience& audience, Action& action);
void add_zone_draw(CLI::App& zone, const Audience& audience, Action& action);
void add_zone_list(CLI::App& zone, const Audience& audience, Action& action);
void add_zone_dossier(CLI::App& zone, const Audience& audience, Action& action);
void add_zone_show(CLI::App& zone, const Audience& audience, Action& action);

} // namespace liangxian::cli
