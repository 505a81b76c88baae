// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/local_transform.hpp"
#include "core/intake/feature.hpp"
#include "core/store/store.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::app {

// Local transformations of Xian-80 and Beijing-54, registered in a store. Points and parameters are secret:
// they stand in no report, message, package or export (docs/user/old-datums.md, ADR 0033).

struct DatumRequest {
    std::filesystem::path file; ///< pairs of points: name, role, old x and y, new x and y
    std::string datum;          ///< `xian80`, `beijing54`
    std::optional<int> zone;    ///< of the 3° plane; absent: the numbers in front of the eastings say
    std::string supplier;
    std::string document;
    std::string actor;
    double most_m = 0.2;                      ///< at any check point
    std::optional<geo::TransformModel> model; ///< absent: chosen by the control points
};

struct DatumReport {
    store::RegisteredDatum datum;
    double four_parameter_rms_m = 0;     ///< each control point left out in turn
    std::optional<double> affine_rms_m;  ///< the same; nothing when there are too few
    std::map<std::string, double> off_m; ///< of every check point, by name
};

/// Fits, tests at the check points and keeps. \throws base::InputError listing everything that stands against
/// it: `control-wrong`, `control-points-missing`, `check-points-missing`, `check-not-independent`,
/// `checks-together`, `collinear`, `residual-too-large`, `no-shift`, `shift-too-large`,
/// `turn-or-scale-too-large`, `plane-unknown`, `zone-contradiction`, `supplier-missing`, `document-missing`;
/// base::StoreError, base::FileError
DatumReport register_datum(store::Store& store, const DatumRequest& request);

/// From now on it moves nothing. \throws base::InputError `datum-unknown`
void withdraw_datum(store::Store& store, const std::string& datum_id, const std::string& reason,
                    const std::string& actor);

/// The registered datums and whether each still serves, in the order they were registered.
struct DatumState {
    store::RegisteredDatum datum;
    bool is_withdrawn = false;
};
std::vector<DatumState> datum_states(const store::Store& store);

/// Moves what is in an old datum to CGCS2000 by a store's registered transformations.
class DatumShifts {
public:
    explicit DatumShifts(const store::Store& store);

    /// The codes that features may have, for intake::ReadOptions.
    std::vector<int> codes() const;

    /// Features of an old datum get CGCS2000 coordinates by the one transformation whose extent holds all of
    /// them, `registered:ID` for the basis, a warning and the greatest distance at a check point for their
    /// accuracy. One that no extent holds becomes unreadable (`datum-outside-extent`), as does one that
    /// several hold (`datum-ambiguous`, naming them) and any where the account may not read the parameters
    /// (`datum-refused`). Parameters are read when the first such feature is met.
    /// \throws base::StoreError `datum-not-at-hand`, `datum-altered`; base::FileError
    void apply(intake::ReadOutcome& outcome);

private:
    struct Shift;
    struct Fit;
    const Shift& shift_of(const store::RegisteredDatum& datum);
    Fit fit_for(const intake::Feature& feature);

    const store::Store& m_store;
    std::map<int, std::vector<store::RegisteredDatum>> m_by_code;
    std::map<std::string, std::shared_ptr<const Shift>> m_shifts;
};

} // namespace liangxian::app
