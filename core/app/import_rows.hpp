// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/import.hpp"
#include "core/app/prepare.hpp"
#include "core/app/row_fields.hpp"
#include "core/store/record_fields.hpp"
#include "core/zone/accuracy.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace liangxian::app {

// What an import asks of each kind of record beyond the columns of store/record_fields.

std::vector<std::string_view> required_fields(const zone::Site&);
std::vector<std::string_view> required_fields(const zone::Zone&);
std::vector<std::string_view> required_fields(const zone::Area&);
std::vector<std::string_view> required_fields(const store::StoredApplication&);

/// Takes what the columns do not hold and judges the record as a whole.
/// \returns what is wrong with it, placed at the row
base::Problems complete(zone::Site& record, const intake::Feature& row);
base::Problems complete(zone::Zone& record, const intake::Feature& row);
base::Problems complete(zone::Area& record, const intake::Feature& row);
base::Problems complete(store::StoredApplication& record, const intake::Feature& row);

/// Adds what a registered transformation may be off by to a record's accuracy, or to that of its basis. Areas
/// and applications have none.
void worsen_accuracy(zone::Site& record, double residual_m, const zone::AccuracyDefaults& defaults);
void worsen_accuracy(zone::Zone& record, double residual_m, const zone::AccuracyDefaults& defaults);
void worsen_accuracy(zone::Area& record, double residual_m, const zone::AccuracyDefaults& defaults);
void worsen_accuracy(store::StoredApplication& record, double residual_m,
                     const zone::AccuracyDefaults& defaults);

/// field_problems() for one kind of record.
template <typename Record>
base::Problems problems_of_fields(const std::vector<store::Field<Record>>& fields,
                                  const ImportOptions& options);

/// Turns rows into records of one kind and counts what becomes of each. A bad row is refused with all
/// its faults and stops no other.
template <typename Record>
class ImportRows {
public:
    using Kind = std::vector<Record> store::NewRecords::*;

    /// \param kind  which of the new records these are
    /// \throws base::UsageError for problems_of_fields()
    ImportRows(const std::vector<store::Field<Record>>& fields, Kind kind, const ImportOptions& options);

    void take(const intake::Feature& row);
    void refuse(const base::Problems& problems);
    /// Refuses superseded versions that state no end and have no later version, in the files or the
    /// store: nobody could tell whether they are in force. Other kinds of record have no versions.
    void refuse_endless(const store::Store& store);
    /// Adds a note; the same one about the same place is added once.
    void note(const base::Problem& note);
    /// Refuses the records whose id the store has already. Cost: one lookup a record.
    void refuse_existing(const std::vector<store::ExistingId>& existing);
    /// Adds the columns no field took and the mapped columns no file has to the report.
    void note_columns();

    const store::NewRecords& records() const { return m_records; }
    ImportReport& report() { return m_report; }

private:
    void keep_repairs(const Record& record, const PreparedGeometry& prepared, const std::string& place);
    void forget(const std::set<std::string>& ids);
    base::Problems fill(Record& record, RowFields& fields, const intake::Feature& row) const;

    const std::vector<store::Field<Record>>& m_fields;
    const Kind m_kind;
    const ImportOptions& m_options;
    ColumnNames m_names;
    zone::AccuracyDefaults m_accuracy;
    store::NewRecords m_records;
    ImportReport m_report;
    std::map<std::string, std::string> m_places; ///< by id
    std::set<std::string> m_unused_columns;
    std::set<std::string> m_seen_columns;
    std::set<std::string> m_noted;
};

extern template class ImportRows<zone::Site>;
extern template class ImportRows<zone::Zone>;
extern template class ImportRows<zone::Area>;
extern template class ImportRows<store::StoredApplication>;

} // namespace liangxian::app
