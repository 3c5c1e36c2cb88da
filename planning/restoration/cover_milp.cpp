#include "planning/restoration/cover_milp.h"

#include <algorithm>
#include <cmath>
#include <map>
#ifdef SILA_CBC
#include <coin/Cbc_C_Interface.h>
#include <memory>
#endif

namespace planning::restoration {
#ifdef SILA_CBC
namespace {

constexpr double noLimit = 1e30;
// Larger rests would not be done with their first linear program in time.
constexpr double entriesPerSecond = 40'000;
constexpr double mostEntriesByNodes = 150'000;
constexpr double largeEntries = 30'000;  // from here a node costs more than its entries tell
constexpr double stepsPerEntryNode = 25; // without a clock: steps of effort, by entries × nodes
constexpr double largestWorth = 1e7;     // larger ones are scaled down for the solver

/// What is still to be decided: open choices, groups no taken choice serves, equal groups as one.
struct Rest {
    std::vector<std::uint32_t> choices;
    std::vector<std::vector<int>> groups; // positions in `choices`
    std::vector<double> weight;
    double served = 0, cost = 0; // by what is fixed
    std::size_t entries = 0;
    bool possible = true; // every group can be served (leastCost)
};

Rest restOf(const CoverMilp& work)
{
    const CoverProblem& problem = work.problem;
    Rest rest;
    std::vector<int> column(problem.choices(), -1);
    for (std::uint32_t c = 0; c < problem.choices(); ++c) {
        if (work.fixed[c] < 0) {
            column[c] = static_cast<int>(rest.choices.size());
            rest.choices.push_back(c);
        } else if (work.fixed[c] == 1 && !problem.cost.empty()) {
            rest.cost += static_cast<double>(problem.cost[c]);
        }
    }
    std::map<std::vector<int>, std::size_t> known;
    for (std::size_t g = 0; g < problem.groups(); ++g) {
        std::vector<int> row;
        bool served = false;
        for (const std::uint32_t c : problem.choices_of[g]) {
            served = served || work.fixed[c] == 1;
            if (column[c] >= 0) {
                row.push_back(column[c]);
            }
        }
        const auto weight = static_cast<double>(problem.weight[g]);
        if (served) {
            rest.served += weight;
            continue;
        }
        if (row.empty()) {
            rest.possible = rest.possible && problem.aim == CoverAim::mostWeight;
            continue;
        }
        std::ranges::sort(row);
        const auto [entry, fresh] = known.emplace(row, rest.groups.size());
        if (fresh) {
            rest.entries += row.size() + 1;
            rest.groups.push_back(std::move(row));
            rest.weight.push_back(0);
        }
        rest.weight[entry->second] += weight;
    }
    return rest;
}

/// A program column by column; minimises.
struct Columns {
    std::vector<std::vector<std::pair<int, double>>> entries;
    std::vector<double> low, high, cost;
    std::vector<double> row_low, row_high;
};

Columns programOf(const CoverMilp& work, const Rest& rest)
{
    const CoverProblem& problem = work.problem;
    const bool most = problem.aim == CoverAim::mostWeight;
    Columns out;
    const std::size_t choices = rest.choices.size();
    out.entries.resize(choices);
    out.low.assign(choices, 0);
    out.high.assign(choices, 1);
    for (const std::uint32_t c : rest.choices) {
        out.cost.push_back(most ? 0 : static_cast<double>(problem.cost[c]));
    }
    for (std::size_t g = 0; g < rest.groups.size(); ++g) {
        const int row = static_cast<int>(out.row_low.size());
        for (const int c : rest.groups[g]) {
            out.entries[static_cast<std::size_t>(c)].emplace_back(row, 1.0);
        }
        out.row_low.push_back(most ? 0 : 1);
        out.row_high.push_back(noLimit);
        if (most) {
            out.entries.push_back({{row, -1.0}});
            out.low.push_back(0);
            out.high.push_back(1);
            out.cost.push_back(-rest.weight[g]);
        }
    }
    for (const CoverLimit& limit : problem.limits) {
        const int row = static_cast<int>(out.row_low.size());
        double left = static_cast<double>(limit.most);
        for (std::uint32_t c = 0; c < problem.choices(); ++c) {
            left -= work.fixed[c] == 1 ? static_cast<double>(limit.use[c]) : 0;
        }
        for (std::size_t i = 0; i < choices; ++i) {
            const auto use = static_cast<double>(limit.use[rest.choices[i]]);
            if (use > 0) {
                out.entries[i].emplace_back(row, use);
            }
        }
        out.row_low.push_back(-noLimit);
        out.row_high.push_back(left);
    }
    return out;
}

struct Delete {
    void operator()(void* model) const { Cbc_deleteModel(model); }
};

} // namespace

CoverMilpResult solveByMilp(const CoverMilp& work, double seconds, double effort,
                            const Feedback& feedback)
{
    CoverMilpResult out;
    const CoverProblem& problem = work.problem;
    if (!problem.capacity.empty() || feedback.cancelled()) {
        return out;
    }
    const bool most = problem.aim == CoverAim::mostWeight;
    const Rest rest = restOf(work);
    if (!rest.possible) { // nothing that agrees with what is fixed serves everything
        out.bound = static_cast<double>(work.worth);
        return out;
    }
    if (rest.groups.empty() || rest.choices.empty()) {
        out.bound = most ? rest.served : rest.cost;
        return out;
    }
    const auto entries = static_cast<double>(rest.entries);
    if (entries > (seconds > 0 ? entriesPerSecond * seconds : mostEntriesByNodes)) {
        return out;
    }
    Columns program = programOf(work, rest);
    double all = 0;
    for (const double cost : program.cost) {
        all += std::abs(cost);
    }
    const double unit = std::max(1.0, all / largestWorth);
    for (double& cost : program.cost) {
        cost /= unit;
    }
    std::vector<int> start{0};
    std::vector<int> index;
    std::vector<double> value;
    for (const auto& column : program.entries) {
        for (const auto& [row, factor] : column) {
            index.push_back(row);
            value.push_back(factor);
        }
        start.push_back(static_cast<int>(index.size()));
    }
    const std::unique_ptr<void, Delete> cbc{Cbc_newModel()};
    Cbc_loadProblem(cbc.get(), static_cast<int>(program.low.size()),
                    static_cast<int>(program.row_low.size()), start.data(), index.data(),
                    value.data(), program.low.data(), program.high.data(), program.cost.data(),
                    program.row_low.data(), program.row_high.data());
    for (std::size_t i = 0; i < rest.choices.size(); ++i) {
        Cbc_setInteger(cbc.get(), static_cast<int>(i));
    }
    Cbc_setLogLevel(cbc.get(), 0);
    const auto set = [&](const char* name, const std::string& to) {
        Cbc_setParameter(cbc.get(), name, to.c_str());
    };
    set("log", "0");
    set("threads", "0");
    if (seconds > 0) {
        set("sec", std::to_string(seconds));
        set("timeMode", "elapsed");
    } else {
        const double nodes =
            effort / stepsPerEntryNode / entries * std::min(1.0, largeEntries / entries);
        set("maxNodes", std::to_string(std::clamp(static_cast<int>(nodes), 5, 20'000)));
    }
    // Worths are whole numbers: a gap below one is none.
    set("allowableGap", std::to_string(0.999 / unit));
    set("ratioGap", "0");
    // From the set at hand: everything it says, and nothing worse is looked at.
    std::vector<char> taken(problem.choices(), 0);
    for (const std::uint32_t c : work.start) {
        taken[c] = 1;
    }
    std::vector<int> columns;
    std::vector<double> values;
    for (std::size_t i = 0; i < rest.choices.size(); ++i) {
        columns.push_back(static_cast<int>(i));
        values.push_back(taken[rest.choices[i]]);
    }
    for (std::size_t g = 0; most && g < rest.groups.size(); ++g) {
        const bool on = std::ranges::any_of(rest.groups[g], [&](int c) {
            return taken[rest.choices[static_cast<std::size_t>(c)]] != 0;
        });
        columns.push_back(static_cast<int>(rest.choices.size() + g));
        values.push_back(on ? 1 : 0);
    }
    Cbc_setMIPStartI(cbc.get(), static_cast<int>(columns.size()), columns.data(), values.data());
    const double offset = most ? rest.served : rest.cost;
    const double worst = most ? -(static_cast<double>(work.worth) - offset)
                              : static_cast<double>(work.worth) - offset;
    set("cutoff", std::to_string((worst + 0.5) / unit));
    Cbc_solve(cbc.get());

    const bool none = Cbc_isProvenInfeasible(cbc.get()) != 0;
    const bool complete = Cbc_isProvenOptimal(cbc.get()) != 0 || none;
    double reached = static_cast<double>(work.worth);
    const double* solution = Cbc_getColSolution(cbc.get());
    if (!none && solution != nullptr && Cbc_numberSavedSolutions(cbc.get()) > 0) {
        std::vector<std::uint32_t> chosen;
        for (std::uint32_t c = 0; c < problem.choices(); ++c) {
            if (work.fixed[c] == 1) {
                chosen.push_back(c);
            }
        }
        for (std::size_t i = 0; i < rest.choices.size(); ++i) {
            if (solution[i] > 0.5) {
                chosen.push_back(rest.choices[i]);
            }
        }
        std::ranges::sort(chosen);
        const double objective = Cbc_getObjValue(cbc.get()) * unit;
        const double worth = most ? offset - objective : offset + objective;
        if (most ? worth > reached + 0.5 : worth < reached - 0.5) {
            reached = worth;
            out.chosen = std::move(chosen);
        }
    }
    const double possible = Cbc_getBestPossibleObjValue(cbc.get()) * unit;
    if (complete && unit <= 1) {
        out.bound = reached;
    } else if (complete) { // proven but for what scaling hides
        out.bound = reached + (most ? 1e-7 : -1e-7) * std::abs(reached);
    } else if (std::abs(possible) < noLimit * unit) {
        out.bound =
            most ? std::max(reached, offset - possible) : std::min(reached, offset + possible);
    }
    return out;
}
#else
CoverMilpResult solveByMilp(const CoverMilp&, double, double, const Feedback&)
{
    return {};
}
#endif

} // namespace planning::restoration
