// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/style/layer_style.hpp"

#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"

namespace liangxian::style {
namespace {

constexpr std::size_t kLargestStyleBytes = 1 << 20;

} // namespace

std::vector<const Rule*> LayerStyle::rules_for(const Properties& feature) const {
    std::vector<const Rule*> out;
    for (const Rule& rule : rules) {
        if (rule.filter.accepts(feature)) {
            out.push_back(&rule);
        }
    }
    return out;
}

std::filesystem::path style_directory() {
    const std::filesystem::path data = base::data_directory();
    std::error_code ignored;
    return std::filesystem::is_directory(data / "styles", ignored) ? data / "styles"
                                                                   : data.parent_path() / "styles";
}

LayerStyle load_layer_style(const std::string& name) {
    const std::filesystem::path file = style_directory() / (name + ".sld");
    auto style = read_sld(base::read_file(file, kLargestStyleBytes), file.filename().string());
    if (!style) {
        throw base::InputError(style.problems());
    }
    return std::move(style).value();
}

} // namespace liangxian::style
