#pragma once
// One case of a propagation model: values by name, from a line of JSON, a row of CSV or options.
#include "geo/error.h"
#include "planning/propagation/path_profile.h"

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app::jobs {

/// Names under which a value may come, the house's own first: it is the one messages use. Capitals
/// and what stands in brackets do not count; blanks and several underscores count as one
/// underscore: "f__mhz" and "F mhz (MHz)" for "f_mhz".
using Keys = std::initializer_list<std::string_view>;

class LossCase {
public:
    LossCase() = default;
    /// `values` is an object; a list in CSV is text with semicolons.
    explicit LossCase(const nlohmann::ordered_json& values);

    void set(std::string_view key, nlohmann::ordered_json value);
    bool has(Keys keys) const;
    /// Each throws geo::Error naming the key when the value is missing or not of that kind.
    double number(Keys keys) const;
    double number(Keys keys, double otherwise) const;
    int integer(Keys keys) const;
    int integer(Keys keys, int otherwise) const;
    std::vector<double> numbers(Keys keys) const;
    std::vector<std::string> texts(Keys keys) const; // of a list, as they came
    /// Lower case; numbers become their digits.
    std::string word(Keys keys) const;
    std::string word(Keys keys, std::string_view otherwise) const;

    /// As it came, without blanks around.
    std::string text(Keys keys) const;

    /// Where files that the case names are looked for, and which case of its file it is, from 1.
    const std::filesystem::path& folder() const { return folder_; }
    std::int64_t row() const { return row_; }
    void setPlace(std::filesystem::path folder, std::int64_t row)
    {
        folder_ = std::move(folder);
        row_ = row;
    }

    /// Names with two underscores are NTIA's; answers then carry NTIA's names too.
    bool ntiaNames() const { return ntia_names_; }

    /// "id" as it came, or null.
    nlohmann::ordered_json id() const;

private:
    const nlohmann::ordered_json* find(Keys keys) const;
    std::map<std::string, nlohmann::ordered_json, std::less<>> values_;
    std::filesystem::path folder_;
    std::int64_t row_ = 0;
    bool ntia_names_ = false;
};

/// From "f_mhz" or "f_ghz" or their other names; a plain "f" is in GHz or, where models of cells
/// are used to it, in MHz.
double frequencyGhz(const LossCase& c);
double frequencyMhz(const LossCase& c);

/// "h", "v", "horizontal", "vertical", or a number: `horizontal_is` and the next one.
planning::propagation::Polarisation polarisation(const LossCase& c, int horizontal_is);

/// Distances, heights, clutter and zones of a case, kept here so that views can look at them.
struct OwnedProfile {
    std::vector<double> distance_km, height_m, clutter_m;
    std::vector<planning::propagation::RadioZone> zone;
    planning::propagation::PathProfile view() const
    {
        return {distance_km, height_m, clutter_m, zone};
    }
};

} // namespace app::jobs
