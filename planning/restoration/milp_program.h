#pragma once
// A small model as rows and columns of a mixed integer program over its periods.
#include "planning/restoration/milp.h"
#include "planning/restoration/way_graph.h"

namespace planning::restoration {

constexpr double noLimit = 1e30;

/// Columns and rows of a program, collected row by row. Maximises.
struct Program {
    std::vector<double> low, high, gain;
    std::vector<char> whole;
    std::vector<int> row_start{0}, index;
    std::vector<double> value, row_low, row_high;

    int column(double from, double to, double gains, bool isWhole)
    {
        low.push_back(from);
        high.push_back(to);
        gain.push_back(gains);
        whole.push_back(static_cast<char>(isWhole));
        return static_cast<int>(low.size()) - 1;
    }
    void put(int column, double factor)
    {
        index.push_back(column);
        value.push_back(factor);
    }
    void endRow(double from, double to)
    {
        row_start.push_back(static_cast<int>(index.size()));
        row_low.push_back(from);
        row_high.push_back(to);
    }
};

/// Per task and period a column that is 1 when the work is finished by then.
class MilpProgram {
public:
    MilpProgram(const Model& model, const MilpGoal& goal, const Pace& pace);
    const Program& program() const { return out_; }
    int work(Index task, int t) const
    {
        return works_[static_cast<std::size_t>(t) * model_.tasks() + task];
    }

    /// A row that every plan keeps: the ways (columns) into a set of vertices are at least as many
    /// as `on`, one of its vertices.
    struct Cut {
        std::vector<int> ways;
        int on = 0;
    };
    /// Such rows that this solution of the linear program breaks.
    std::vector<Cut> broken(const double* solution) const;

private:
    void joinGroups();
    void addWorks(int t);
    void addSupply(int t);
    int addContent(Index task, std::size_t k, int t, double use, double supply);
    void addParts(int t, const std::vector<char>& off);
    void addWays(int t);
    void addKnots(int t);
    void addDemand(int t);
    void breakKnot(int t, const std::vector<Index>& knot, const double* solution,
                   std::vector<Cut>& cuts) const;

    int on(Index vertex, int t) const
    {
        return on_[static_cast<std::size_t>(t) * model_.vertices() + vertex];
    }
    int way(Index way, int t) const
    {
        return way_[static_cast<std::size_t>(t) * ways_.ways.size() + way];
    }
    bool inKnot(const Way& way) const
    {
        return ways_.knot[way.head] != none && ways_.knot[way.head] == ways_.knot[way.tail];
    }

    const Model& model_;
    const MilpGoal& goal_;
    WayGraph ways_;
    Program out_;
    std::vector<int> works_, on_, way_; // by period; none of the root is -1
    std::vector<int> content_;          // task × resource: done of what is spread, latest column
    std::vector<double> alone_;         // weight per vertex that only it serves
    std::vector<std::vector<Index>> servers_; // of what several may serve
    std::vector<double> weight_;              // of each of these
};

} // namespace planning::restoration
