// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/deliver/manifest.hpp"
#include "core/gdal/gdal.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::deliver {

/// The format that an output's extension names; nothing for any but .gpkg and .gdb.
std::optional<gdal::NewDataset::Format> format_of(const std::filesystem::path& out);

/// A data set in a folder of its own beside the place where it will stand, so that nothing half-made is ever
/// seen there. Without put_in_place() nothing is left behind; what a killed process left is cleared by the
/// next.
class DatasetInTheMaking {
public:
    /// \throws base::FileError `output-exists`: deliveries are not written over; or when nothing can be
    ///         written there
    explicit DatasetInTheMaking(std::filesystem::path out);
    ~DatasetInTheMaking();
    DatasetInTheMaking(const DatasetInTheMaking&) = delete;
    DatasetInTheMaking& operator=(const DatasetInTheMaking&) = delete;

    /// \param dataset  its path is set here. \throws base::FileError `delivery-not-written`
    void write(gdal::NewDataset dataset);
    /// Every file that was written, in order, with its digest.
    std::vector<Manifest::File> files() const;
    /// \throws base::FileError
    void put_in_place();

private:
    std::filesystem::path m_out;
    std::filesystem::path m_folder;
    std::filesystem::path m_data;
};

} // namespace liangxian::deliver
