#include "geo/import/aliases.h"

#include "geo/import/alias_table.h"
#include "geo/import/normalise.h"

#include <unordered_map>
#include <unordered_set>

namespace geo {
namespace {

std::vector<std::string> pieces(std::string_view list)
{
    std::vector<std::string> out;
    while (!list.empty()) {
        const std::size_t end = list.find(';');
        out.push_back(normalised(list.substr(0, end)));
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
    return out;
}

struct Names {
    std::unordered_map<std::string, std::unordered_map<std::string, int>>
        of; // column → name → rank
    std::unordered_map<std::string, std::vector<std::string>> nouns;
    std::unordered_set<std::string> all;
};

const Names& names()
{
    static const Names built = [] {
        Names n;
        for (const AliasLine& line : aliasLines()) {
            int rank = 0;
            for (const std::string& name : pieces(line.names)) {
                n.of[std::string{line.column}].try_emplace(name, rank++);
                n.all.insert(name);
            }
        }
        for (const NounLine& line : nounLines()) {
            n.nouns[std::string{line.table}] = pieces(line.nouns);
        }
        return n;
    }();
    return built;
}

std::optional<int> rankIn(const std::string& column, const std::string& header)
{
    const auto found = names().of.find(column);
    if (found == names().of.end()) {
        return std::nullopt;
    }
    const auto rank = found->second.find(header);
    return rank == found->second.end() ? std::nullopt : std::optional{rank->second};
}

} // namespace

std::optional<int> aliasRank(std::string_view table, std::string_view column,
                             std::string_view header)
{
    const std::string bare{column};
    const std::string name{header};
    if (const auto rank = rankIn(std::string{table} + "." + bare, name)) {
        return rank;
    }
    constexpr int general = 100;
    if (const auto rank = rankIn(bare, name)) {
        return general + *rank;
    }
    constexpr int withNoun = 200;
    const auto nouns = names().nouns.find(std::string{table});
    if (nouns != names().nouns.end()) {
        for (const std::string& noun : nouns->second) {
            if (name.size() > noun.size() + 1 && name.starts_with(noun) &&
                name[noun.size()] == ' ') {
                const std::string rest = name.substr(noun.size() + 1);
                auto rank = rankIn(std::string{table} + "." + bare, rest);
                rank = rank ? rank : rankIn(bare, rest);
                if (rank) {
                    return withNoun + *rank;
                }
            }
        }
    }
    return std::nullopt;
}

bool isKnownName(std::string_view header)
{
    return names().all.contains(std::string{header});
}

} // namespace geo
