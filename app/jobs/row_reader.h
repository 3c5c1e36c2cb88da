#pragma once
// One row of a workspace table being read: typed access to its columns, and what is wrong with it.
#include "geo/crs/crs.h"
#include "geo/error.h"
#include "geo/time.h"
#include "geo/workspace/workspace.h"
#include "planning/scenario/scenario.h"

#include <fmt/format.h>

namespace app {

class RowReader {
public:
    RowReader(const geo::Rows& rows, const geo::Row& row, const geo::WorkingCrs& crs,
              geo::Problems* problems, std::string file)
        : rows_{rows}, row_{row}, crs_{crs}, problems_{problems}, file_{std::move(file)}
    {
    }

    std::string words(const char* column) const
    {
        return rows_.textAt(row_, column).value_or(std::string{});
    }
    planning::MaybeNumber number(const char* column) const { return rows_.numberAt(row_, column); }
    bool flag(const char* column) const { return number(column).value_or(0) != 0; }
    std::optional<int> whole(const char* column) const
    {
        const auto value = number(column);
        return value ? std::optional{static_cast<int>(*value)} : std::nullopt;
    }
    std::optional<geo::Date> date(const char* column) { return dated(column, geo::parseDate); }
    std::optional<geo::Time> time(const char* column) { return dated(column, geo::parseTime); }

    /// A word of one of our lists; `fallback` when the column is empty, a fault when unknown.
    template <typename Word>
    Word word(const char* column, Word fallback)
    {
        const std::string spelled = words(column);
        if (spelled.empty()) {
            return fallback;
        }
        const auto parsed = planning::parseWord<Word>(spelled);
        if (!parsed) {
            fault(column, fmt::format("'{}' is not a word this column knows", spelled));
        }
        return parsed.value_or(fallback);
    }

    planning::Position position()
    {
        if (const auto* point = std::get_if<geo::LonLat>(&row_.geometry)) {
            return {*point, project(*point)};
        }
        // A polygon stands for its largest ring's centre of extent.
        const auto shape = polygons();
        if (shape.empty() || shape.front().empty()) {
            fault("geometry", "has no position");
            return {};
        }
        geo::Box box;
        for (const geo::LonLat& p : shape.front().front()) {
            box.add(p.lon_deg, p.lat_deg);
        }
        const geo::LonLat middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
        return {middle, project(middle)};
    }
    geo::MultiPolygonOf<geo::LonLat> polygons() const
    {
        const auto* shape = std::get_if<geo::MultiPolygonOf<geo::LonLat>>(&row_.geometry);
        return shape == nullptr ? geo::MultiPolygonOf<geo::LonLat>{} : *shape;
    }
    std::vector<geo::LineOf<geo::LonLat>> lines() const
    {
        const auto* line = std::get_if<std::vector<geo::LineOf<geo::LonLat>>>(&row_.geometry);
        return line == nullptr ? std::vector<geo::LineOf<geo::LonLat>>{} : *line;
    }
    geo::MultiPolygonOf<geo::XY> projected(const geo::MultiPolygonOf<geo::LonLat>& shape)
    {
        geo::MultiPolygonOf<geo::XY> out;
        for (const auto& polygon : shape) {
            auto& piece = out.emplace_back();
            for (const auto& ring : polygon) {
                piece.push_back(projected(ring));
            }
        }
        return out;
    }
    geo::LineOf<geo::XY> projected(const geo::LineOf<geo::LonLat>& line)
    {
        geo::LineOf<geo::XY> out;
        out.reserve(line.size());
        for (const geo::LonLat& p : line) {
            out.push_back(project(p));
        }
        return out;
    }

    void fault(const char* column, const std::string& what)
    {
        usable_ = false;
        tell(column, what, "Correct the row; it is left out of every figure until then");
    }
    /// Wrong, but the row stays.
    void tell(const char* column, const std::string& what, const std::string& fix)
    {
        if (problems_ != nullptr) {
            const auto key =
                rows_.columns.empty() ? std::string{} : words(rows_.columns.front().c_str());
            problems_->push_back({geo::Severity::error,
                                  what,
                                  fix,
                                  {file_, rows_.table, {}, column},
                                  rows_.table,
                                  key});
        }
    }
    bool usable() const { return usable_; }

private:
    template <typename Parse>
    auto dated(const char* column, Parse parse) -> decltype(parse(std::string_view{}))
    {
        const std::string spelled = words(column);
        if (spelled.empty()) {
            return std::nullopt;
        }
        const auto parsed = parse(spelled);
        if (!parsed) {
            fault(column, fmt::format("'{}' is not an ISO 8601 date", spelled));
        }
        return parsed;
    }
    geo::XY project(geo::LonLat p)
    {
        try {
            return crs_.project(p);
        } catch (const geo::Error& fault_) {
            fault("geometry", fault_.happened());
            return {};
        }
    }

    const geo::Rows& rows_;
    const geo::Row& row_;
    const geo::WorkingCrs& crs_;
    geo::Problems* problems_;
    std::string file_;
    bool usable_ = true;
};

} // namespace app
