// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/raster_buffer.hpp"

#include "server/ows/picture.hpp"

#include <algorithm>

namespace liangxian::ows {

std::optional<std::string> png_of(imageObj& image) {
    rasterBufferObj buffer{};
    rendererVTableObj* const renderer = image.format->vtable;
    if (renderer == nullptr || renderer->supports_pixel_buffer == 0 ||
        renderer->getRasterBufferHandle(&image, &buffer) != MS_SUCCESS ||
        buffer.type != MS_BUFFER_BYTE_RGBA || buffer.data.rgba.pixel_step != 4) {
        return std::nullopt;
    }
    const auto& held = buffer.data.rgba;
    const unsigned char* const first = std::min({held.r, held.g, held.b});
    // The byte that is no colour: before them, or after.
    const unsigned char* const begin =
        held.a != nullptr ? std::min<const unsigned char*>(first, held.a) : first;
    const auto place = [begin](const unsigned char* channel) {
        return static_cast<std::uint8_t>(channel - begin);
    };
    Pixels pixels;
    pixels.bytes = begin;
    pixels.width = buffer.width;
    pixels.height = buffer.height;
    pixels.row_step = held.row_step;
    pixels.red = place(held.r);
    pixels.green = place(held.g);
    pixels.blue = place(held.b);
    pixels.has_alpha = held.a != nullptr;
    pixels.alpha = pixels.has_alpha ? place(held.a) : 3;
    return png_of(pixels);
}

} // namespace liangxian::ows
