#ifdef SILA_CBC
#include "planning/restoration/milp_program.h"

#include <algorithm>
#include <cmath>
#include <coin/CbcEventHandler.hpp>
#include <coin/CbcModel.hpp>
#include <coin/CbcSolver.hpp>
#include <coin/ClpEventHandler.hpp>
#include <coin/ClpSimplex.hpp>
#include <coin/OsiClpSolverInterface.hpp>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

namespace planning::restoration {
namespace {

constexpr double mostColumns = 400'000;
constexpr double grace_s = 0.2; // past its time, before a linear program is broken off
// Without a clock: what a node takes per column, measured on cases of 30 to 50 works, and what the
// linear programs before the first one take.
constexpr double stepsPerColumn = 300;
constexpr int nodesBeforeTheFirst = 40;
constexpr double mostColumnsByNodes = 20'000;

/// As many columns as the program has at most, about.
double columnsOf(const Model& model)
{
    return static_cast<double>(model.periods) *
           static_cast<double>(model.tasks() + model.vertices() + 2 * model.edges.size() +
                               model.groups());
}

/// Nodes that fit into the steps of a pace without a clock.
int nodesIn(double columns, const Pace& pace)
{
    const double nodes = static_cast<double>(pace.steps()) / (stepsPerColumn * columns);
    return static_cast<int>(std::min(nodes, 1e6)) - nodesBeforeTheFirst;
}

/// Weight less price, in the units of the instance.
double worthOf(const Model& model, const Plan& plan, const MilpGoal& goal)
{
    double sum = goal.serve_all ? 0 : static_cast<double>(plan.value) / model.value_scale;
    for (Index task = 0; task < goal.price.size(); ++task) {
        sum -= plan.period[task] < model.periods ? goal.price[task] : 0;
    }
    return sum;
}

/// The rows of the program become columns of a column-wise matrix.
void load(const Program& p, OsiClpSolverInterface& solver)
{
    const std::size_t columns = p.low.size();
    std::vector<int> start(columns + 1, 0);
    for (const int c : p.index) {
        ++start[static_cast<std::size_t>(c) + 1];
    }
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<int> next(start.begin(), start.end() - 1);
    std::vector<int> rows(p.index.size());
    std::vector<double> values(p.index.size());
    for (std::size_t r = 0; r + 1 < p.row_start.size(); ++r) {
        for (int i = p.row_start[r]; i < p.row_start[r + 1]; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const auto to = static_cast<std::size_t>(next[static_cast<std::size_t>(p.index[at])]++);
            rows[to] = static_cast<int>(r);
            values[to] = p.value[at];
        }
    }
    std::vector<double> cost(columns);
    std::ranges::transform(p.gain, cost.begin(), std::negate<>{});
    solver.loadProblem(static_cast<int>(columns), static_cast<int>(p.row_low.size()), start.data(),
                       rows.data(), values.data(), p.low.data(), p.high.data(), cost.data(),
                       p.row_low.data(), p.row_high.data());
    for (std::size_t c = 0; c < columns; ++c) {
        if (p.whole[c] != 0) {
            solver.setInteger(static_cast<int>(c));
        }
    }
}

/// Ends the search between its steps. What is proven by then holds.
class StopSearch : public CbcEventHandler {
public:
    explicit StopSearch(const Pace& pace) : pace_{&pace} {}
    CbcAction event(CbcEvent) override { return pace_->late() ? stop : noAction; }
    CbcEventHandler* clone() const override { return new StopSearch{*this}; }

private:
    const Pace* pace_;
};

/// Ends a linear program in the midst of it, when the search did not end between two in time.
/// Nothing that follows from it can be relied on.
class StopProgram : public ClpEventHandler {
public:
    StopProgram(const Pace& pace, bool& broken) : pace_{&pace}, broken_{&broken} {}
    int event(Event) override
    {
        if (++count_ % 64 == 0) {
            *broken_ = *broken_ || pace_->feedback().cancelled() ||
                       (pace_->timed() && pace_->secondsLeft() < -grace_s);
        }
        return *broken_ ? 0 : -1;
    }
    ClpEventHandler* clone() const override { return new StopProgram{*this}; }

private:
    const Pace* pace_;
    bool* broken_;
    int count_ = 0;
};

/// Rows between outside and what is on, as long as the linear program breaks some of them and its
/// bound falls.
void addCuts(const MilpProgram& program, OsiClpSolverInterface& solver, const Pace& pace)
{
    constexpr int mostRounds = 40;
    constexpr double leastGain = 1e-5; // of the bound, per round
    solver.initialSolve();
    for (int round = 0; round < mostRounds && solver.isProvenOptimal() && !pace.late(); ++round) {
        const double before = solver.getObjValue();
        const std::vector<MilpProgram::Cut> cuts = program.broken(solver.getColSolution());
        if (cuts.empty()) {
            return;
        }
        for (const MilpProgram::Cut& cut : cuts) {
            std::vector<int> columns = cut.ways;
            std::vector<double> factors(columns.size(), 1);
            columns.push_back(cut.on);
            factors.push_back(-1);
            solver.addRow(static_cast<int>(columns.size()), columns.data(), factors.data(), 0,
                          noLimit);
        }
        solver.resolve();
        if (solver.getObjValue() - before < std::abs(before) * leastGain) {
            return;
        }
    }
}

} // namespace

bool canProve()
{
    return true;
}

bool proofFits(const Model& model, const Pace& pace)
{
    const double columns = columnsOf(model);
    return model.tasks() > 0 && columns <= (pace.timed() ? mostColumns : mostColumnsByNodes) &&
           (pace.timed() || nodesIn(columns, pace) > 0);
}

MilpResult solveByMilp(const Model& model, const Plan& start, const Pace& pace,
                       const MilpGoal& goal)
{
    MilpResult out;
    if (pace.late() || !proofFits(model, pace)) {
        return out;
    }
    const MilpProgram program{model, goal, pace};
    OsiClpSolverInterface solver;
    solver.messageHandler()->setLogLevel(0);
    load(program.program(), solver);
    bool broken = false;
    StopProgram stopProgram{pace, broken};
    solver.getModelPtr()->passInEventHandler(&stopProgram);
    addCuts(program, solver, pace);
    CbcModel cbc{solver};
    CbcSolverUsefulData data;
    data.noPrinting_ = true;
    data.useSignalHandler_ = false; // Ctrl-C is ours
    CbcMain0(cbc, data);
    StopSearch stopSearch{pace};
    cbc.passInEventHandler(&stopSearch);
    std::vector<std::string> words{"sila", "-log", "0", "-threads", "0"};
    const auto set = [&](const std::string& name, const std::string& value) {
        words.push_back("-" + name);
        words.push_back(value);
    };
    if (!pace.timed()) {
        set("maxNodes", std::to_string(nodesIn(columnsOf(model), pace)));
    }
    set("ratioGap", "1e-9");
    set("heuristicsOnOff", "off"); // the plan at hand is better than what they find
    // Only what is better than the plan at hand is looked for.
    const double worth = worthOf(model, start, goal);
    const double least = worth + std::abs(worth) * 1e-9;
    set("cutoff", std::to_string(-least));
    words.insert(words.end(), {"-solve", "-quit"});
    std::vector<const char*> arguments;
    for (const std::string& word : words) {
        arguments.push_back(word.c_str());
    }
    CbcMain1(
        static_cast<int>(arguments.size()), arguments.data(), cbc, [](CbcModel*, int) { return 0; },
        data);

    const bool complete = !broken && (cbc.isProvenOptimal() || cbc.isProvenInfeasible());
    const double bestPossible = -cbc.getBestPossibleObjValue();
    double value = worth;
    if (const double* solution = cbc.bestSolution(); solution != nullptr) {
        std::vector<std::pair<int, Index>> done;
        for (Index task = 0; task < model.tasks(); ++task) {
            for (int t = 0; t < model.periods; ++t) {
                if (solution[program.work(task, t)] > 0.5) {
                    done.emplace_back(t, task);
                    break;
                }
            }
        }
        std::ranges::sort(done);
        std::vector<Index> order;
        for (const auto& [t, task] : done) {
            order.push_back(task);
        }
        Plan plan = decode(model, withForerunners(model, order));
        const bool whole =
            !goal.serve_all || plan.value == model.total_weight * model.worth_from[0];
        if (whole && worthOf(model, plan, goal) > worth) {
            value = worthOf(model, plan, goal);
            out.plan = std::move(plan);
        }
    }
    if (broken) {
        return out;
    }
    // What the solver calls zero may be a hair off.
    constexpr double hair = 1e-7;
    double bound = complete ? std::max(value, cbc.isProvenInfeasible() ? worth : bestPossible)
                            : std::max(value, bestPossible);
    if (!(bound < noLimit)) {
        return out;
    }
    const double room = std::max(std::abs(value), 1.0) * hair;
    bound = complete && bound <= value + room ? value : bound + room;
    out.bound = bound * model.value_scale;
    return out;
}

} // namespace planning::restoration
#endif
