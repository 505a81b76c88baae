// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/draft.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any words are drawn, or a person is told what to do.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liangxian;
    static const words::Vocabulary kVocabulary =
        words::Vocabulary::load(LIANGXIAN_SOURCE_DIR "/data/words/phrases.json");
    words::Ground ground;
    ground.body.polygons = {{{{112.9, 39.5}, {112.901, 39.5}, {112.901, 39.501}, {112.9, 39.501}}, {}}};
    ground.range.polygons = {
        {{{112.899, 39.499}, {112.902, 39.499}, {112.902, 39.502}, {112.899, 39.502}}, {}}};
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const words::Line line : {words::Line::protection, words::Line::control}) {
        for (const words::Draft& draft :
             words::draw(words::read_boundary_text(text, line, kVocabulary), ground, line)) {
            const bool is_left = draft.status == words::DraftStatus::by_hand;
            const bool is_whole = draft.status == words::DraftStatus::drawn;
            if (is_left != draft.geometry.polygons.empty() || is_whole != draft.reading.todo.empty()) {
                std::abort();
            }
        }
    }
    return 0;
}
