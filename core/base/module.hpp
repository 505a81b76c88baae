// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

/// What a module offers: a pointer to its table of functions. Every module defines it, and shows nothing
/// else of itself.
extern "C" [[gnu::visibility("default")]] const void* liangxian_module();

namespace liangxian::base {

/// The table of functions of the module \p name, a shared library in `lib/liangxian` beside `bin`
/// (liangxian_module() in cmake/Layer.cmake). Stays loaded until the process ends.
/// \throws base::Error `module-not-loaded` when it is not there or cannot be loaded: the installation is
///         incomplete. The next call tries again.
/// \note Any thread. Whoever forks a child that needs a module loads it first.
const void* load_module(const char* name);

/// The module that \p Functions describes: a struct of pointers to functions with a constant `kModule`,
/// the module's name. Loaded by the first call. Errors and threads as load_module().
template <typename Functions>
const Functions& module_functions() {
    static const auto* const functions = static_cast<const Functions*>(load_module(Functions::kModule));
    return *functions;
}

} // namespace liangxian::base
