// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// All that this program uses of GDAL, in values of our own. GDAL itself is in a module, loaded when the
// first Shapefile or GeoPackage is read or the first report of that format is written (ADR 0020).

namespace liangxian::gdal {

/// What a field holds; nothing for null and for bytes (pictures and the like, no attribute of ours).
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

struct Field {
    std::string name;
    Value value;
};

/// One feature. Words are the bytes of the driver, in whatever encoding it left them; a date is
/// `YYYY-MM-DD`.
struct Row {
    std::vector<Field> fields;
    /// Source CRS, x = easting or longitude; heights dropped, curves as chords, rings closed as in the
    /// file. Absent: the feature has none.
    std::optional<geo::Geometry> geometry;
};

/// The parameters of a CRS, as far as it has them.
struct SpatialReference {
    enum class Kind { geographic, projected, local, other };

    Kind kind = Kind::other;
    std::string name; ///< as the file has it; empty: none. So the words below
    std::string datum;
    std::string geographic;
    std::string projection;
    double semi_major_m = 0;
    double inverse_flattening = 0;
    double central_meridian_deg = 0;
    double latitude_of_origin_deg = 0;
    double scale_factor = 1;
    double false_easting = 0; ///< in its own linear unit, as false_northing
    double false_northing = 0;
    double linear_unit_m = 1;
    std::optional<int> epsg; ///< the code it carries itself
};

struct Layer {
    std::string name; ///< bytes of the driver
    bool has_geometry = false;
};

/// One column of a layer, as a file declares it or is to declare it.
struct Column {
    enum class Type { text, whole, real, date, other };

    std::string name;
    std::string alias; ///< the name for people; empty: none
    Type type = Type::text;
    int length = 0; ///< characters of a text; 0: no limit
    bool may_be_null = true;
    std::string domain; ///< name of its value list; empty: none
};

/// An open file with vector layers. One thread at a time; everything in it is the driver's work, so use it
/// inside the fence (core/intake/ogr_fence.hpp).
class VectorFile {
public:
    /// Takes a feature and says whether to go on.
    using RowTaker = std::function<bool(Row)>;

    VectorFile() = default;
    virtual ~VectorFile() = default;
    VectorFile(const VectorFile&) = delete;
    VectorFile& operator=(const VectorFile&) = delete;

    virtual std::vector<Layer> layers() = 0;
    /// \param layer  its place in layers(). Nothing when the layer names no CRS.
    virtual std::optional<SpatialReference> crs(std::size_t layer) = 0;
    virtual std::vector<Column> columns(std::size_t layer) = 0;
    /// Gives every feature of a layer to \p take, until that has enough.
    /// \returns the driver's words when the layer breaks off before its end; nothing when it is whole
    virtual std::optional<std::string> read(std::size_t layer, const RowTaker& take) = 0;
};

/// An open file, or none and the driver's words why.
struct Opened {
    std::unique_ptr<VectorFile> file;
    std::string reason;
};

/// A layer to write.
struct Table {
    struct Row {
        std::vector<Field> fields; ///< words are UTF-8
        std::string wkb;           ///< empty: no geometry
    };

    std::string name;
    bool has_geometry = false;
    std::vector<Row> rows; ///< a column has the type of its first value that is not null
};

/// A value list that columns may name.
struct Domain {
    struct Code {
        std::string code;
        std::string meaning;
    };
    std::string name;
    std::string description;
    std::vector<Code> codes;
};

/// A layer of a new data set. Its rows are asked for once and streamed.
struct NewLayer {
    enum class Shape { none, point, polygons, any };
    using RowTaker = std::function<void(const Table::Row&)>;

    std::string name;
    std::string alias;
    Shape shape = Shape::any;
    std::vector<Column> columns;
    /// FileGDB only: the smallest step and the tolerance of coordinates, in the unit of the CRS; 0: the
    /// driver's.
    double grid = 0;
    double tolerance = 0;
    std::function<void(const RowTaker& put)> rows;
};

/// A data set to write, longitude or easting first.
struct NewDataset {
    enum class Format { geopackage, file_geodatabase };

    Format format = Format::geopackage;
    std::string path; ///< must not exist
    int epsg = 0;     ///< of every geometry
    /// The instant a GeoPackage says it was changed, ISO 8601 in UTC, so that equal content makes equal
    /// files.
    std::string changed_at;
    std::vector<Domain> domains;
    std::vector<NewLayer> layers;
};

/// What the module can do. Any thread.
struct Functions {
    static constexpr const char* kModule = "gdal";

    /// Opens \p path with the one driver named, for reading, with one option of that driver (`NAME=VALUE`).
    Opened (*open)(const std::string& driver, const std::string& path, const std::string& option);
    /// A .prj; nothing when it is no WKT of a geographic or projected CRS.
    std::optional<SpatialReference> (*parse_esri_wkt)(const std::string& text);
    /// Makes the file \p path with the tables as layers, longitude or easting first.
    /// \param epsg  of every geometry
    /// \returns the driver's words when it cannot; nothing when the file is complete
    std::optional<std::string> (*write_geopackage)(const std::string& path, int epsg,
                                                   const std::vector<Table>& tables);
    /// Makes a data set whose columns are declared. What `rows` throws goes through; a half-made data set
    /// is then left for the caller to remove.
    /// \returns the driver's words when it cannot; nothing when the data set is complete
    std::optional<std::string> (*write_dataset)(const NewDataset& dataset);
};

/// GDAL, loaded by the first call.
/// \throws base::Error `module-not-loaded`
const Functions& functions();

} // namespace liangxian::gdal
