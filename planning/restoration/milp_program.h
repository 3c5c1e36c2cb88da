#pragma once
// A small model as rows and columns of a mixed integer program over its periods.
#include "planning/restoration/milp.h"

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
    MilpProgram(const Model& model, const MilpGoal& goal);
    const Program& program() const { return out_; }
    int work(Index task, int t) const
    {
        return works_[static_cast<std::size_t>(t) * model_.tasks() + task];
    }

private:
    void addWorks(int t);
    void addSupply(int t);
    void addParts(int t);
    void addWays(int t);
    void addDemand();

    const Model& model_;
    const MilpGoal& goal_;
    Program out_;
    std::vector<int> works_, on_;
    std::vector<char> direct_; // vertices that are on as soon as they are whole need no way in
};

} // namespace planning::restoration
