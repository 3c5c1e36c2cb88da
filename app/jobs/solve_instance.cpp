#include "app/jobs/solve_instance.h"

#include "planning/restoration/instance_json.h"

#include <fmt/format.h>
#include <fstream>
#include <iterator>

namespace app::jobs {

using namespace planning::restoration;
using nlohmann::ordered_json;

namespace {

std::string readText(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        throw geo::Error{
            "cannot be opened", "Is the name right, and may you read it?", {file.string()}};
    }
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (in.bad()) {
        throw geo::Error{"cannot be read", "Is the disk in order?", {file.string()}};
    }
    return text;
}

ordered_json problemsJson(const geo::Problems& problems)
{
    ordered_json out = ordered_json::array();
    for (const geo::Problem& problem : problems) {
        out.push_back({{"what", problem.what}, {"fix", problem.fix}});
    }
    return out;
}

} // namespace

InstanceFile readInstance(const std::filesystem::path& file)
{
    InstanceFile out;
    out.instance = parseInstance(readText(file), file.string(), out.problems);
    return out;
}

std::vector<ScheduledWork> readSchedule(const std::filesystem::path& file, const Instance& instance)
{
    return parseSchedule(readText(file), instance, file.string());
}

void writeInstance(const Instance& instance, const std::filesystem::path& file)
{
    std::filesystem::path partial = file;
    partial += ".partial";
    {
        std::ofstream out{partial, std::ios::binary};
        out << planning::restoration::writeInstance(instance);
        out.close();
        if (!out) {
            std::error_code ignored;
            std::filesystem::remove(partial, ignored);
            throw geo::Error{
                "cannot be written", "Is there room, and may you write there?", {file.string()}};
        }
    }
    std::filesystem::rename(partial, file);
}

ordered_json scheduleJson(const Instance& instance, const Schedule& schedule,
                          const geo::Problems& problems)
{
    ordered_json works = ordered_json::array();
    for (const ScheduledWork& work : schedule.works) {
        works.push_back({{"id", instance.parts[work.part].id}, {"period", work.period}});
    }
    ordered_json binding = ordered_json::array();
    for (const std::string& limit : schedule.binding) {
        binding.push_back(limit.empty() ? ordered_json() : ordered_json(limit));
    }
    ordered_json unreachable = ordered_json::array();
    for (const Unreachable& u : schedule.unreachable) {
        unreachable.push_back({{"id", instance.parts[u.part].id}, {"why", u.why}});
    }
    geo::Problems all = problems;
    all.insert(all.end(), schedule.problems.begin(), schedule.problems.end());
    return {{"objective", text(schedule.objective)}, {"value", schedule.value},
            {"upper_bound", schedule.upper_bound},   {"gap_percent", schedule.gapPercent()},
            {"optimal", schedule.optimal},           {"effort", schedule.effort},
            {"schedule", std::move(works)},          {"curve", schedule.curve},
            {"binding", std::move(binding)},         {"unreachable", std::move(unreachable)},
            {"problems", problemsJson(all)}};
}

Worth worthOf(const Instance& instance, const std::filesystem::path& schedule,
              const Verdict& verdict)
{
    Worth out{instance.objective, verdict.value, verdict.use.empty() ? 0 : verdict.use[0], 0};
    const auto document = nlohmann::json::parse(readText(schedule), nullptr, false);
    const auto said = document.is_object() ? document.find("objective") : document.end();
    if (said != document.end() && said->is_string()) {
        for (const Objective one : {Objective::value, Objective::cheapestFull, Objective::net}) {
            out.objective = *said == text(one) ? one : out.objective;
        }
    }
    out.value = out.objective == Objective::cheapestFull ? out.cost
                : out.objective == Objective::net        ? out.served - out.cost
                                                         : out.served;
    return out;
}

std::vector<std::string> unconfirmed(const std::filesystem::path& schedule, const Verdict& verdict,
                                     const Worth& worth)
{
    std::vector<std::string> out;
    const auto document = nlohmann::json::parse(readText(schedule), nullptr, false);
    if (!document.is_object()) {
        return out; // a bare list of works claims nothing
    }
    const auto differ = [](double a, double b) {
        return std::abs(a - b) > 1e-9 * (1 + std::abs(a) + std::abs(b));
    };
    const auto number = [&](const char* name) -> std::optional<double> {
        const auto at = document.find(name);
        return at != document.end() && at->is_number() ? std::optional{at->get<double>()}
                                                       : std::nullopt;
    };
    const bool least = worth.objective == Objective::cheapestFull;
    const double value = worth.value;
    if (const auto said = number("value"); said && differ(*said, value)) {
        out.push_back(
            fmt::format("value: the file says {:.10g}, the replay {:.10g}", *said, value));
    }
    if (const auto bound = number("upper_bound")) {
        if (differ(*bound, value) && (least ? *bound > value : *bound < value)) {
            out.push_back(fmt::format("upper_bound: the file says {:.10g}, but the plan is worth "
                                      "{:.10g}",
                                      *bound, value));
        }
        Schedule told;
        told.value = value;
        told.upper_bound = *bound;
        const double gap = told.gapPercent();
        if (const auto said = number("gap_percent"); said && std::abs(*said - gap) > 1e-6) {
            out.push_back(fmt::format(
                "gap_percent: the file says {:.6g}, its value and bound {:.6g}", *said, gap));
        }
    }
    if (const auto curve = document.find("curve"); curve != document.end() && curve->is_array()) {
        if (curve->size() != verdict.curve.size()) {
            out.push_back(fmt::format("curve: the file has {} periods, the instance {}",
                                      curve->size(), verdict.curve.size()));
        }
        for (std::size_t t = 0; t < std::min(curve->size(), verdict.curve.size()); ++t) {
            const auto& said = (*curve)[t];
            if (!said.is_number() || differ(said.get<double>(), verdict.curve[t])) {
                out.push_back(
                    fmt::format("curve in period {}: the file says {}, the replay {:.10g}", t,
                                said.dump(), verdict.curve[t]));
            }
        }
    }
    return out;
}

std::string verdictText(const Verdict& verdict, const Worth& worth,
                        const std::vector<std::string>& differences)
{
    std::string out = verdict.feasible ? "feasible, " : "NOT feasible, ";
    if (worth.objective == Objective::value) {
        out += fmt::format("value {:.10g}\n", worth.value);
    } else {
        out += fmt::format("serves {:.10g}, cost {:.10g}", worth.served, worth.cost);
        out +=
            worth.objective == Objective::net ? fmt::format(", net {:.10g}\n", worth.value) : "\n";
    }
    for (const auto* lines : {&verdict.violations, &differences}) {
        for (const std::string& line : *lines) {
            out += line + "\n";
        }
    }
    return out;
}

ordered_json verdictJson(const Instance& instance, const Verdict& verdict, const Worth& worth,
                         const std::vector<std::string>& differences)
{
    ordered_json use = ordered_json::object();
    for (std::size_t k = 0; k < verdict.use.size(); ++k) {
        use[instance.resources[k].name] = verdict.use[k];
    }
    return {{"feasible", verdict.feasible}, {"violations", verdict.violations},
            {"differences", differences},   {"objective", text(worth.objective)},
            {"value", worth.value},         {"curve", verdict.curve},
            {"use", std::move(use)}};
}

} // namespace app::jobs
