#include "planning/restoration/instance_json.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace planning::restoration {
namespace {

using nlohmann::json;

std::string textOf(const json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

class Reader {
public:
    Reader(const std::string& file, geo::Problems& problems) : file_{file}, problems_{problems} {}

    Instance read(std::string_view text)
    {
        const json document = parse(text);
        if (!document.is_object()) {
            stop("is not an instance: the outermost thing must be an object", {});
        }
        const json& periods = need(document, "periods", {});
        if (!periods.is_number_integer() || periods.get<std::int64_t>() < 1 ||
            periods.get<std::int64_t>() > 1'000'000) {
            stop(fmt::format("\"periods\" is {}", periods.dump()),
                 "Give a whole number from 1 to 1000000.");
        }
        out_.periods = periods.get<int>();
        if (const auto at = document.find("discount"); at != document.end()) {
            out_.discount = number(*at, "\"discount\"");
            if (!(out_.discount >= 0 && out_.discount < 1)) {
                stop(fmt::format("\"discount\" is {}", at->dump()),
                     "Give a share per period from 0 up to, not with, 1.");
            }
        }
        onlyKnown(document, "the instance",
                  {"periods", "discount", "objective", "resources", "networks", "parts", "demand"});
        readResources(list(document, "resources"));
        readNetworkNames(list(document, "networks"));
        const json& parts = list(document, "parts");
        readIds(parts);
        readSources(list(document, "networks"));
        for (std::size_t p = 0; p < parts.size(); ++p) {
            readPart(parts[p], static_cast<std::uint32_t>(p));
        }
        leaveOutEdgeSources();
        readDemand(list(document, "demand"));
        if (const auto at = document.find("objective"); at != document.end()) {
            readObjective(textOf(*at));
        }
        return std::move(out_);
    }

    json parse(std::string_view text) const
    {
        try {
            return json::parse(text);
        } catch (const json::parse_error& fault) {
            throw geo::Error{fmt::format("is not JSON: {}", fault.what()),
                             "The format is described in docs/instance.md.",
                             {file_}};
        }
    }

private:
    [[noreturn]] void stop(const std::string& what, const std::string& fix,
                           const std::string& field = {}) const
    {
        throw geo::Error{what,
                         fix.empty() ? "The format is described in docs/instance.md." : fix,
                         {file_, {}, {}, field}};
    }
    void mention(const std::string& what, const std::string& fix, const std::string& field)
    {
        problems_.push_back({geo::Severity::error, what, fix, {file_, {}, {}, field}});
    }

    /// A misspelt field would else be dropped in silence.
    void onlyKnown(const json& object, const std::string& where,
                   std::initializer_list<std::string_view> fields)
    {
        for (const auto& [name, value] : object.items()) {
            if (std::ranges::find(fields, name) == fields.end()) {
                problems_.push_back({geo::Severity::warning,
                                     fmt::format("{} has an unknown field \"{}\"", where, name),
                                     "It is left unread; the fields are in docs/instance.md.",
                                     {file_, {}, {}, name}});
            }
        }
    }
    const json& need(const json& object, const char* field, const std::string& where) const
    {
        const auto at = object.find(field);
        if (at == object.end()) {
            stop(fmt::format("{}has no \"{}\"", where, field), {});
        }
        return *at;
    }
    const json& list(const json& document, const char* field) const
    {
        static const json empty = json::array();
        const auto at = document.find(field);
        if (at == document.end()) {
            return empty;
        }
        if (!at->is_array()) {
            stop(fmt::format("\"{}\" is not a list", field), {});
        }
        return *at;
    }
    double number(const json& value, const std::string& where) const
    {
        if (!value.is_number()) {
            stop(fmt::format("{} is {}, not a number", where, value.dump()), {});
        }
        return value.get<double>();
    }

    void readResources(const json& resources)
    {
        for (const json& r : resources) {
            if (!r.is_object()) {
                stop("a resource is not an object", {}, "resources");
            }
            Resource resource;
            resource.name = textOf(need(r, "name", "a resource "));
            const std::string where = fmt::format("resource \"{}\" ", resource.name);
            onlyKnown(r, fmt::format("resource \"{}\"", resource.name),
                      {"name", "supply", "carry_over", "spread"});
            if (!resource_.emplace(resource.name, out_.resources.size()).second) {
                stop(fmt::format("two resources are called \"{}\"", resource.name),
                     "Names must be unique.");
            }
            const json& supply = need(r, "supply", where);
            if (!supply.is_array() || supply.size() != static_cast<std::size_t>(out_.periods)) {
                stop(fmt::format("{}has {} numbers in its supply for {} periods", where,
                                 supply.is_array() ? supply.size() : 1, out_.periods),
                     "Give one number for each period.");
            }
            for (const json& s : supply) {
                resource.supply.push_back(number(s, where + "supply"));
            }
            resource.carry_over = flag(r, "carry_over", true, where);
            resource.spread = flag(r, "spread", false, where);
            out_.resources.push_back(std::move(resource));
        }
    }

    bool flag(const json& object, const char* field, bool otherwise, const std::string& where) const
    {
        const auto at = object.find(field);
        if (at == object.end()) {
            return otherwise;
        }
        if (!at->is_boolean()) {
            stop(fmt::format("{}: \"{}\" is {}, not true or false", where, field, at->dump()), {});
        }
        return at->get<bool>();
    }

    void readNetworkNames(const json& networks)
    {
        for (const json& n : networks) {
            if (!n.is_object()) {
                stop("a network is not an object", {}, "networks");
            }
            Network network;
            network.name = textOf(need(n, "name", "a network "));
            onlyKnown(n, fmt::format("network \"{}\"", network.name), {"name", "sources"});
            if (!network_.emplace(network.name, out_.networks.size()).second) {
                stop(fmt::format("two networks are called \"{}\"", network.name),
                     "Names must be unique.");
            }
            out_.networks.push_back(std::move(network));
        }
    }

    void readIds(const json& parts)
    {
        out_.parts.resize(parts.size());
        part_.reserve(parts.size());
        for (std::size_t p = 0; p < parts.size(); ++p) {
            if (!parts[p].is_object()) {
                stop(fmt::format("part {} is not an object", p + 1), {}, "parts");
            }
            out_.parts[p].id = textOf(need(parts[p], "id", fmt::format("part {} ", p + 1)));
            if (!part_.emplace(out_.parts[p].id, static_cast<std::uint32_t>(p)).second) {
                stop(fmt::format("two parts have the id \"{}\"", out_.parts[p].id),
                     "Ids must be unique over all networks.");
            }
        }
    }

    void readSources(const json& networks)
    {
        for (std::size_t n = 0; n < networks.size(); ++n) {
            const std::string& name = out_.networks[n].name;
            const auto at = networks[n].find("sources");
            if (at == networks[n].end()) {
                continue;
            }
            if (!at->is_array()) {
                stop(fmt::format("the sources of network \"{}\" are not a list", name), {});
            }
            for (const json& source : *at) {
                const auto found = part_.find(textOf(source));
                if (found == part_.end()) {
                    mention(fmt::format("network \"{}\" has an unknown source \"{}\"", name,
                                        textOf(source)),
                            "It is left out.", "sources");
                } else {
                    out_.networks[n].sources.push_back(found->second);
                }
            }
        }
    }

    void leaveOutEdgeSources()
    {
        for (Network& network : out_.networks) {
            std::erase_if(network.sources, [&](std::uint32_t source) {
                const Part& part = out_.parts[source];
                if (part.isEdge()) {
                    mention(fmt::format("the source \"{}\" of network \"{}\" is an edge", part.id,
                                        network.name),
                            "Only vertices feed a network; it is left out.", "sources");
                }
                return part.isEdge();
            });
        }
    }

    /// The parts a list of ids names; unknown ones are told to `unknown`.
    template <typename Unknown>
    std::vector<std::uint32_t> references(const json& object, const char* field,
                                          const std::string& where, Unknown unknown) const
    {
        std::vector<std::uint32_t> out;
        const auto at = object.find(field);
        if (at == object.end() || at->is_null()) {
            return out;
        }
        if (!at->is_array()) {
            stop(fmt::format("{}: \"{}\" is not a list", where, field), {});
        }
        for (const json& id : *at) {
            const auto found = part_.find(textOf(id));
            if (found == part_.end()) {
                unknown(textOf(id));
            } else {
                out.push_back(found->second);
            }
        }
        return out;
    }

    void readPart(const json& object, std::uint32_t p)
    {
        Part& part = out_.parts[p];
        const std::string where = fmt::format("part \"{}\"", part.id);
        onlyKnown(object, where,
                  {"id", "network", "ends", "damaged", "use", "earliest", "windows", "needs_on",
                   "after"});
        const auto broken = [&](const std::string& what, const char* field) {
            part.fault = part.fault.empty() ? what : part.fault;
            mention(fmt::format("{}: {}", where, what), "It is left out of the plan.", field);
        };
        readNetworkOf(object, part, where, broken);
        const auto ends = references(object, "ends", where, [&](const std::string& id) {
            broken(fmt::format("its end \"{}\" is unknown", id), "ends");
        });
        const auto at = object.find("ends");
        const bool edge = at != object.end() && !at->is_null();
        if (edge && at->size() != 2) {
            stop(fmt::format("{} has {} ends", where, at->size()), "An edge has two ends.");
        }
        if (edge) { // with an unknown end: an edge from itself to nowhere, left out by its fault
            part.end_a = ends.size() == 2 ? ends[0] : p;
            part.end_b = ends.size() == 2 ? ends[1] : p;
        }
        part.damaged = flag(object, "damaged", false, where);
        if (part.damaged) {
            readUse(object, part, where, broken);
        }
        readTimes(object, part, where);
        part.needs_on = references(object, "needs_on", where, [&](const std::string& id) {
            broken(fmt::format("it needs \"{}\", which is unknown", id), "needs_on");
        });
        part.after = references(object, "after", where, [&](const std::string& id) {
            broken(fmt::format("it comes after \"{}\", which is unknown", id), "after");
        });
    }

    template <typename Broken>
    void readNetworkOf(const json& object, Part& part, const std::string& where, Broken broken)
    {
        const auto at = object.find("network");
        if (at == object.end()) {
            if (out_.networks.size() != 1) {
                stop(where + " has no \"network\"", {});
            }
            return;
        }
        const auto found = network_.find(textOf(*at));
        if (out_.networks.empty()) {
            stop("there is no network", "List at least one under \"networks\".");
        }
        if (found == network_.end()) {
            broken(fmt::format("its network \"{}\" is unknown", textOf(*at)), "network");
        } else {
            part.network = static_cast<std::uint32_t>(found->second);
        }
    }

    template <typename Broken>
    void readUse(const json& object, Part& part, const std::string& where, Broken broken)
    {
        part.use.assign(out_.resources.size(), 0);
        const auto at = object.find("use");
        if (at == object.end() || at->is_null()) {
            return;
        }
        if (!at->is_object()) {
            stop(fmt::format("{}: \"use\" is not an object", where), {});
        }
        for (const auto& [name, amount] : at->items()) {
            const auto found = resource_.find(name);
            if (found != resource_.end()) {
                part.use[found->second] = number(amount, where + " use of " + name);
            } else if (number(amount, where + " use of " + name) != 0) {
                broken(fmt::format("it uses \"{}\", which is not among the resources", name),
                       "use");
            }
        }
    }

    void readTimes(const json& object, Part& part, const std::string& where) const
    {
        const auto period = [&](const json& value, const char* field) {
            const double t = number(value, where + " " + field);
            if (t != std::floor(t)) {
                stop(fmt::format("{}: \"{}\" is {}", where, field, value.dump()),
                     "Periods are whole numbers, the first is 0.");
            }
            return static_cast<int>(std::clamp(t, -1e9, 1e9));
        };
        if (const auto at = object.find("earliest"); at != object.end() && !at->is_null()) {
            part.earliest = period(*at, "earliest");
        }
        const auto at = object.find("windows");
        if (at == object.end() || at->is_null()) {
            return;
        }
        for (const json& window : *at) {
            if (!window.is_array() || window.size() != 2) {
                stop(fmt::format("{}: window {} is not [from, to]", where, window.dump()), {});
            }
            part.windows.emplace_back(period(window[0], "windows"), period(window[1], "windows"));
        }
    }

    void readDemand(const json& demand)
    {
        out_.demand.resize(demand.size());
        for (std::size_t d = 0; d < demand.size(); ++d) {
            const std::string where = fmt::format("demand {}", d + 1);
            if (!demand[d].is_object()) {
                stop(where + " is not an object", {}, "demand");
            }
            onlyKnown(demand[d], where, {"weight", "served_by"});
            out_.demand[d].weight =
                number(need(demand[d], "weight", where + " "), where + " weight");
            out_.demand[d].served_by =
                references(demand[d], "served_by", where, [&](const std::string& id) {
                    mention(fmt::format("{} is served by \"{}\", which is unknown", where, id),
                            "That server is left out.", "served_by");
                });
        }
    }

    void readObjective(const std::string& name)
    {
        constexpr Objective all[] = {Objective::value, Objective::cheapestFull, Objective::net};
        const auto* known =
            std::ranges::find_if(all, [&](Objective each) { return text(each) == name; });
        if (known == std::end(all)) {
            stop(fmt::format("the objective \"{}\" is unknown", name),
                 "Known are: value, cheapest_full, net.");
        }
        out_.objective = *known;
    }

    const std::string& file_;
    geo::Problems& problems_;
    Instance out_;
    std::unordered_map<std::string, std::uint32_t> part_;
    std::unordered_map<std::string, std::size_t> resource_, network_;
};

} // namespace

Instance parseInstance(std::string_view text, const std::string& file, geo::Problems& problems)
{
    return Reader{file, problems}.read(text);
}

std::vector<ScheduledWork> parseSchedule(std::string_view text, const Instance& instance,
                                         const std::string& file)
{
    geo::Problems problems;
    const json document = Reader{file, problems}.parse(text);
    const json* works = &document;
    if (document.is_object() && document.contains("schedule")) {
        works = &document["schedule"];
    }
    const auto stop = [&](const std::string& what) {
        throw geo::Error{what, "A schedule is a list of {\"id\", \"period\"}.", {file}};
    };
    if (!works->is_array()) {
        stop("has no schedule");
    }
    std::unordered_map<std::string, std::uint32_t> known;
    for (std::uint32_t p = 0; p < instance.parts.size(); ++p) {
        known.emplace(instance.parts[p].id, p);
    }
    std::vector<ScheduledWork> out;
    for (const json& work : *works) {
        if (!work.is_object() || !work.contains("id") || !work.contains("period") ||
            !work["period"].is_number_integer()) {
            stop(fmt::format("{} is not a work", work.dump()));
        }
        const auto found = known.find(textOf(work["id"]));
        if (found == known.end()) {
            stop(fmt::format("there is no part \"{}\" in the instance", textOf(work["id"])));
        }
        out.push_back({found->second, work["period"].get<int>()});
    }
    return out;
}

} // namespace planning::restoration
