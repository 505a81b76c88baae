// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/product_data.hpp"

#include "core/base/data_files.hpp"

namespace liangxian::app {

ProductData load_product_data() {
    const auto data = base::data_directory();
    return {rules::RuleBook::load(data / "rules", data / "law"),
            zone::AccuracyDefaults::load(data / "profiles" / "accuracy.json")};
}

} // namespace liangxian::app
