// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/module.hpp"

#include "core/base/error.hpp"

#include <fmt/format.h>

#include <dlfcn.h>

namespace liangxian::base {
namespace {

[[noreturn]] void fail(const std::string& file) {
    const char* words = ::dlerror();
    const std::string reason = words == nullptr ? "" : words;
    throw Error(
        "module-not-loaded",
        {fmt::format(
             "无法装入程序模块 {}（应在程序旁的 lib/liangxian 目录）：{}；安装不完整，请重新安装 liangxian",
             file, reason),
         fmt::format("the module {} cannot be loaded (it belongs in lib/liangxian beside the program's "
                     "bin): {}; the installation is incomplete, install liangxian again",
                     file, reason)});
}

} // namespace

const void* load_module(const char* name) {
    // The version in the name keeps a module away from a program it was not built with.
    const std::string file = fmt::format("liangxian_{}-{}.so", name, LIANGXIAN_VERSION);
    // dlopen() of a sanitizer stands between and would search by its own RUNPATH instead of ours.
    void* const handle = ::dlmopen(LM_ID_BASE, file.c_str(), RTLD_LAZY | RTLD_NODELETE);
    void* const entry = handle == nullptr ? nullptr : ::dlsym(handle, "liangxian_module");
    if (entry == nullptr) {
        fail(file);
    }
    return reinterpret_cast<decltype(&liangxian_module)>(entry)();
}

} // namespace liangxian::base
