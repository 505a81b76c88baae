// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/dossier.hpp"
#include "core/dossier/unit_record.hpp"
#include "core/index/box_tree.hpp"
#include "core/overlap/engine.hpp"
#include "core/words/phrase.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace liangxian::app {

/// The units asked for, gathered from one state of the store. Cost: O(n log n) in the records of the store
/// once, and O(log n) and what it meets for each unit.
class DossierUnits {
public:
    /// Reads the store. \p context must outlive this object. \throws base::InputError `unit-unknown`
    DossierUnits(const CheckContext& context, const DossierRequest& request);

    std::size_t size() const { return m_asked.size(); }
    const zone::Site& site(std::size_t index) const { return *m_asked[index].site; }
    /// All that its dossier tells. \throws base::GeometryError
    dossier::UnitRecord record(std::size_t index) const;

    const zone::Snapshot& snapshot() const { return m_snapshot; }
    bool is_demonstration() const { return m_is_demonstration; }

private:
    struct Asked {
        const zone::Site* site = nullptr;
        std::vector<zone::Zone> lines;
    };

    void find_sites();
    void choose(const DossierRequest& request);
    void choose_word(const std::string& word);
    void add_site(const zone::Site& site, const std::vector<zone::Zone>& named);
    std::vector<zone::Zone> lines_of(const std::string& site_id, const std::vector<zone::Zone>& named) const;
    void read_histories();
    dossier::LineRecord line_record(const zone::Zone& line, const zone::Site& site) const;
    void find_relations(dossier::LineRecord& line, const zone::Site& site) const;
    void add_neighbours(dossier::UnitRecord& record) const;
    void add_boundary_texts(dossier::UnitRecord& record) const;
    std::vector<dossier::Paper> papers_of(const dossier::UnitRecord& record) const;

    const CheckContext& m_context;
    base::Language m_language;
    words::Vocabulary m_vocabulary;
    bool m_with_drafts;
    bool m_is_demonstration;
    zone::Snapshot m_snapshot;
    std::unique_ptr<overlap::OverlapEngine> m_engine;
    std::map<std::string, const zone::Site*> m_sites;
    std::map<std::string, std::vector<const zone::Zone*>> m_lines; ///< by site_id
    std::vector<Asked> m_asked;
    std::map<std::string, std::size_t> m_asked_at; ///< by site_id: where in m_asked
    std::set<std::string> m_with_body;             ///< sites of which it is known where they stand
    std::vector<zone::Area> m_other_areas;         ///< what is neither coverage nor administration
    std::optional<index::BoxTree> m_line_tree;
    std::optional<index::BoxTree> m_area_tree;
    std::map<std::string, std::vector<zone::Zone>> m_versions;         ///< by zone_id
    std::map<std::string, std::vector<zone::VersionStep>> m_steps;     ///< by zone_id
    std::map<std::string, std::vector<store::StoredRepair>> m_repairs; ///< by zone_id
    std::map<std::string, store::StoredDocument> m_documents;          ///< by number
};

} // namespace liangxian::app
