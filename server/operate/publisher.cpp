// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/operate/publisher.hpp"

#include "core/app/public_source.hpp"
#include "core/base/error.hpp"
#include "server/onemap/exact_file.hpp"
#include "server/onemap/exact_layers.hpp"
#include "server/onemap/public_data_set.hpp"

#include <fmt/format.h>

#include <chrono>
#include <exception>

namespace liangxian::operate {

using std::chrono::milliseconds;

namespace {

/// How long a look for a change may take before the end is looked for, and a store that fails is left alone.
constexpr milliseconds kPatience{200};
constexpr int kPausesAfterFailure = 5;

} // namespace

Publisher::Publisher(const ServeOptions& options, onemap::CurrentGeneration& current, ServerLog& log,
                     std::function<void(const std::shared_ptr<const onemap::Generation>&)> on_published)
    : m_options(options), m_current(current), m_log(log), m_on_published(std::move(on_published)),
      m_thread([this] { run(); }) {}

Publisher::~Publisher() {
    m_end.cancel();
    m_thread.join();
}

bool Publisher::pause() const {
    for (int i = 0; i < kPausesAfterFailure && !m_end.is_cancelled(); ++i) {
        std::this_thread::sleep_for(kPatience);
    }
    return !m_end.is_cancelled();
}

bool Publisher::is_news(const std::string& failure) {
    const auto now = std::chrono::steady_clock::now();
    if (failure == m_failure && now - m_told_at < std::chrono::minutes(1)) {
        return false;
    }
    m_failure = failure;
    m_told_at = now;
    return true;
}

void Publisher::run() {
    do {
        try {
            follow(*store::open_store(m_options.store, store::Access::read_only));
        } catch (const base::Cancelled&) {
            return;
        } catch (const base::InputError& error) { // public-undecidable: better nothing than too much
            m_current.put(nullptr);
            if (is_news(error.what())) {
                m_log.failure("not-publishable", error);
            }
        } catch (const base::Error& error) {
            if (is_news(error.what())) {
                m_log.failure("store-failed", error);
            }
        } catch (const std::exception& error) { // memory, or a system that refuses something
            if (is_news(error.what())) {
                m_log.event("store-failed", error.what());
            }
        }
    } while (pause());
}

void Publisher::follow(const store::Store& store) {
    for (;;) {
        // Marked before it is read: what is written meanwhile is read again.
        const zone::ContentMark mark = store.content_mark();
        const base::Date day = base::Date::today();
        publish(store);
        // What is in force changes at midnight, too. Services know: they show each day's rows. The layers of
        // the day in the file, for people who open it, are made anew.
        while (store.wait_for_change(mark, kPatience) == mark && base::Date::today() == day) {
            m_end.throw_if_cancelled();
        }
        m_end.throw_if_cancelled();
    }
}

void Publisher::add_layers(const store::Store& store, onemap::Generation& next) const {
    using onemap::View;
    const deliver::PublicSource source = app::public_source(store, std::nullopt, m_end);
    onemap::rebuild_public_data_set(source, m_options.public_data, m_end);
    const std::vector<onemap::LayerPointer> open = onemap::load_public_layers(m_options.public_data);
    const onemap::ExactLayers exact = onemap::load_exact_layers(store, source, m_end);
    next.files = std::make_shared<const onemap::ExactFiles>(exact.without_hidden, exact.with_hidden);
    const auto put = [&next](View view, std::vector<onemap::LayerPointer> layers,
                             const std::vector<onemap::LayerPointer>& more) {
        layers.insert(layers.end(), more.begin(), more.end());
        next.views[static_cast<std::size_t>(view)] = std::move(layers);
    };
    put(View::anybody, open, {});
    put(View::exact, {open.front()}, exact.without_hidden); // public_sites is the same for all
    put(View::exact_with_hidden, {open.front()}, exact.with_hidden);
}

void Publisher::publish(const store::Store& store) {
    onemap::Generation next;
    next.number = m_number + 1;
    add_layers(store, next);
    std::size_t features = 0;
    for (const auto& layer : next.layers(onemap::View::anybody)) {
        features += layer->size();
    }
    const auto published = std::make_shared<const onemap::Generation>(std::move(next));
    m_current.put(published);
    m_on_published(published);
    ++m_number;
    m_failure.clear();
    m_log.event("published", fmt::format("generation {}: {} public features", m_number.load(), features));
}

} // namespace liangxian::operate
