// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/dossier.hpp"

#include "core/app/dossier_folder.hpp"
#include "core/app/dossier_units.hpp"
#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/document/docx.hpp"
#include "core/document/pdf.hpp"
#include "core/document/workbook.hpp"
#include "core/dossier/batch_index.hpp"
#include "core/dossier/unit_dossier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace liangxian::app {
namespace {

constexpr std::size_t kLongestIdBytes = 60;
constexpr const char* kIndexBook = "index.xlsx";
constexpr const char* kIndexPage = "index.html";

/// Names of the files of one unit.
struct FileNames {
    explicit FileNames(const std::string& site_id) {
        const std::string id = file_name_of(site_id, kLongestIdBytes);
        report_pdf = id + "-dossier.pdf";
        report_docx = id + "-dossier.docx";
        tables = id + "-tables.xlsx";
        sheet = id + "-sheet.pdf";
    }
    std::vector<std::string> all() const { return {report_pdf, report_docx, tables, sheet}; }

    std::string report_pdf;
    std::string report_docx;
    std::string tables;
    std::string sheet;
};

class DossierMaker {
public:
    DossierMaker(const CheckContext& context, const DossierRequest& request)
        : m_request(request), m_units(context, request), m_folder(request.folder),
          m_is_batch(m_units.size() > 1 || request.all || !request.county.empty()) {}

    DossierReport run(const base::CancelToken& cancel, const base::Progress& progress) {
        name_folders();
        begin_index();
        for (std::size_t i = 0; i < m_units.size(); ++i) {
            cancel.throw_if_cancelled();
            make_unit(i);
            if (progress) {
                progress(i + 1, m_units.size());
            }
        }
        if (m_is_batch) {
            write_index();
        }
        cancel.throw_if_cancelled();
        tell_warnings();
        m_folder.commit();
        return std::move(m_report);
    }

private:
    void name_folders() {
        base::Problems problems;
        for (std::size_t i = 0; i < m_units.size(); ++i) {
            const zone::Site& site = m_units.site(i);
            m_names.push_back(m_folder.name_for(site.site_id, site.name));
            const auto foreign =
                DossierFolder::foreign_files(m_request.folder, m_names.back(), FileNames(site.site_id).all());
            problems.insert(problems.end(), foreign.begin(), foreign.end());
        }
        if (m_is_batch) {
            const auto foreign = foreign_index();
            problems.insert(problems.end(), foreign.begin(), foreign.end());
        }
        if (!problems.empty()) {
            throw base::InputError(std::move(problems));
        }
    }

    /// The page knows the workbook beside it: what is not as it was written is not replaced.
    base::Problems foreign_index() const {
        std::optional<std::string> workbook;
        base::Problems out =
            DossierFolder::foreign_file(m_request.folder / kIndexPage, [&workbook](const std::string& bytes) {
                workbook = dossier::workbook_of_index(bytes);
                return workbook.has_value();
            });
        const auto book =
            DossierFolder::foreign_file(m_request.folder / kIndexBook, [&workbook](const std::string& bytes) {
                return workbook && *workbook == base::sha256_hex(bytes);
            });
        out.insert(out.end(), book.begin(), book.end());
        return out;
    }

    void begin_index() {
        m_index.language = m_request.language;
        m_index.as_of = m_units.snapshot().as_of;
        m_index.created = m_units.snapshot().known_at;
        m_index.is_demonstration = m_units.is_demonstration();
    }

    void make_unit(std::size_t index) {
        dossier::IndexedUnit unit;
        unit.site = m_units.site(index);
        unit.site.geometry = {};
        try {
            const dossier::UnitRecord record = m_units.record(index);
            unit.lines = record.lines.size();
            sheet::SheetOptions options;
            options.language = m_request.language;
            options.denominator = m_request.denominator;
            auto made = dossier::make_unit_dossier(record, options);
            if (made) {
                unit.gaps = made->gaps;
                unit.scale = made->sheet ? fmt::format("1:{}", made->sheet->denominator) : "";
                write_files(m_names[index], *made.operator->(), unit);
            } else {
                unit.failures = made.problems();
            }
        } catch (const base::GeometryError& error) {
            unit.failures.push_back({error.code(), unit.site.site_id, error.message()});
        }
        m_report.units.push_back(
            {unit.site.site_id, unit.site.name,
             unit.files.empty() ? std::filesystem::path() : m_request.folder / m_names[index], unit.lines,
             unit.scale, unit.gaps, unit.failures});
        m_index.units.push_back(std::move(unit));
    }

    void write_files(const std::string& folder, const dossier::UnitDossier& made,
                     dossier::IndexedUnit& unit) {
        const FileNames names(unit.site.site_id);
        const auto put = [&](const std::string& file, const document::WrittenFile& written) {
            m_missing_glyphs += written.missing_glyphs;
            m_folder.write(std::filesystem::path(folder) / file, written.bytes);
            unit.files.push_back(
                {folder + "/" + file, base::sha256_hex(written.bytes), written.bytes.size()});
        };
        if (m_request.docx) {
            put(names.report_docx, document::write_docx(made.report));
        }
        if (m_request.pdf) {
            put(names.report_pdf, document::write_pdf(made.report));
            if (made.sheet) {
                put(names.sheet, document::write_pdf(sheet_alone(made)));
            }
        }
        if (m_request.xlsx) {
            put(names.tables, {document::write_xlsx(made.workbook), 0});
        }
    }

    static document::Document sheet_alone(const dossier::UnitDossier& made) {
        document::Document out;
        out.language = made.report.language;
        out.title = made.report.title;
        out.subject = made.report.subject;
        out.created = made.report.created;
        out.blocks.emplace_back(document::Sheet{made.sheet->drawing, made.report.title, made.report.title});
        return out;
    }

    void write_index() {
        const std::string book = document::write_xlsx(dossier::index_workbook(m_index));
        m_folder.write(kIndexBook, book);
        m_folder.write(kIndexPage, dossier::index_html(m_index, base::sha256_hex(book)));
        m_report.index = m_request.folder / kIndexPage;
    }

    void tell_warnings() {
        for (const zone::Unreadable& record : m_units.snapshot().unreadable) {
            m_report.warnings.push_back({"record-unreadable", record.id, record.reason});
        }
        if (m_missing_glyphs > 0) {
            m_report.warnings.push_back(
                {"glyphs-missing",
                 "",
                 {fmt::format("本机字体缺 {} 个字，成果中显示为方框；请安装 fonts-noto-cjk",
                              m_missing_glyphs),
                  fmt::format(
                      "{} characters are in no font of this machine and appear as boxes: install fonts-noto-cjk",
                      m_missing_glyphs)}});
        }
    }

    const DossierRequest& m_request;
    DossierUnits m_units;
    DossierFolder m_folder;
    bool m_is_batch; ///< has an index
    std::vector<std::string> m_names;
    dossier::BatchIndex m_index;
    DossierReport m_report;
    int m_missing_glyphs = 0;
};

} // namespace

bool DossierReport::is_incomplete() const {
    const bool has_failed =
        std::any_of(units.begin(), units.end(), [](const Unit& unit) { return !unit.failures.empty(); });
    return has_failed || std::any_of(warnings.begin(), warnings.end(), [](const base::Problem& one) {
               return one.code == "record-unreadable";
           });
}

DossierReport make_dossier(const CheckContext& context, const DossierRequest& request,
                           const base::CancelToken& cancel, const base::Progress& progress) {
    return DossierMaker(context, request).run(cancel, progress);
}

} // namespace liangxian::app
