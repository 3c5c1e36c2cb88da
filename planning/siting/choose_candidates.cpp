#include "planning/siting/choose_candidates.h"

#include "geo/error.h"
#include "planning/restoration/cover_cheaper.h"
#include "planning/restoration/cover_full.h"
#include "planning/restoration/cover_solve.h"
#include "planning/restoration/least_people.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace planning {
namespace {

namespace solver = restoration;

constexpr double parts = 100; // of a person, so that sums are whole

class Chooser {
public:
    Chooser(std::vector<Candidate>& candidates, const SiteChoiceRequest& request)
        : candidates_{candidates}, request_{request}
    {
    }

    std::optional<SiteChoice> run(const Cover& cover, const Feedback& feedback)
    {
        const solver::CoverProblem problem = problemOf(cover);
        if (problem.groups() > 0) {
            solver::CoverRequest request;
            request.seed = request_.seed;
            request.effort = request_.effort * 1e6;
            const solver::CoverAnswer answer = solver::solveCover(problem, request, feedback);
            if (feedback.cancelled()) {
                return std::nullopt;
            }
            if (request_.everyone && !answer.found) {
                throw geo::Error{
                    "no set of candidates within the limits reaches everyone who can be reached",
                    "Raise --budget or --sites, or leave --everyone out"};
            }
            out_.optimal = answer.optimal;
            solver::CoverRequest again = request; // a quarter of it for the cheapest of equals
            again.effort /= 4;
            const std::vector<std::uint32_t> chosen =
                request_.everyone ? answer.chosen
                                  : solver::cheaperCover(problem, answer.chosen, again, feedback);
            if (feedback.cancelled()) {
                return std::nullopt;
            }
            order(problem, chosen);
            carry(problem);
            out_.bound = request_.everyone ? std::min(answer.bound, out_.cost_usd)
                                           : std::max(answer.bound / parts, out_.gained);
            giveReasons(problem);
        }
        return feedback.cancelled() ? std::nullopt : std::optional{out_};
    }

private:
    /// The covering over those who are not served.
    solver::CoverProblem problemOf(const Cover& cover)
    {
        solver::CoverProblem problem;
        const bool all = request_.everyone;
        problem.aim = all ? solver::CoverAim::leastCost : solver::CoverAim::mostWeight;
        std::vector<std::uint32_t> choice(candidates_.size(), noGroup);
        for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
            if (!candidates_[i].refused() && (request_.only.empty() || request_.only[i] != 0)) {
                choice[i] = static_cast<std::uint32_t>(choices_.size());
                choices_.push_back(i);
            }
        }
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
        std::vector<std::uint32_t> row;
        for (std::size_t g = 0; g < cover.groups(); ++g) {
            row.clear();
            for (const std::uint32_t l : cover.layersOf(g)) {
                if (const std::uint32_t c = choice[cover.layers[l].site]; c != noGroup) {
                    row.push_back(c);
                }
            }
            const auto weight = std::llround(cover.group_people[g] * parts);
            if (row.empty() || weight <= 0) {
                continue;
            }
            std::ranges::sort(row);
            for (const std::uint32_t c : row) {
                pairs.emplace_back(c, static_cast<std::uint32_t>(problem.weight.size()));
            }
            problem.choices_of.addRow(row);
            problem.weight.push_back(all ? 1 : weight);
            out_.reachable += cover.group_people[g];
            group_people_.push_back(cover.group_people[g]);
        }
        problem.groups_of = solver::Csr<std::uint32_t>::fromPairs(choices_.size(), pairs);
        out_.groups = problem.groups();
        out_.incidences = pairs.size();
        limit(problem);
        return problem;
    }

    void limit(solver::CoverProblem& problem)
    {
        const auto add = [&](const auto& use, double most) {
            solver::CoverLimit out;
            for (const std::uint32_t i : choices_) {
                out.use.push_back(std::llround(use(candidates_[i])));
            }
            out.most = std::llround(std::floor(most));
            problem.limits.push_back(std::move(out));
        };
        const auto cost = [](const Candidate& c) { return c.cost_usd; };
        if (request_.budget_usd) {
            add(cost, *request_.budget_usd);
        }
        if (request_.sites) {
            add([](const Candidate&) { return 1.0; }, *request_.sites);
        }
        const auto ofKind = [](CandidateKind kind) {
            return [kind](const Candidate& c) { return c.kind == kind ? 1.0 : 0.0; };
        };
        if (request_.temporary > 0) {
            add(ofKind(CandidateKind::temporary), request_.temporary);
        }
        if (request_.satellite > 0) {
            add(ofKind(CandidateKind::satellite), request_.satellite);
        }
        bool full = false;
        for (const std::uint32_t i : choices_) {
            const Candidate& c = candidates_[i];
            problem.cost.push_back(std::llround(c.cost_usd));
            full = full || c.capacity_people < c.people;
        }
        for (const std::uint32_t i : choices_) {
            if (request_.capacity && full) {
                room_.push_back(std::llround(
                    parts * std::min(candidates_[i].capacity_people, request_.people)));
            }
        }
        if (!request_.everyone) {
            problem.capacity = room_;
        }
    }

    /// Whom the cells chosen to reach everyone have room for.
    void carry(const solver::CoverProblem& problem)
    {
        const bool counted = !request_.everyone || room_.empty(); // nobody is reached without room
        std::vector<solver::CoverAmount> load;
        if (!counted) {
            solver::CoverProblem rooms = problem;
            rooms.aim = solver::CoverAim::mostWeight;
            rooms.capacity = room_;
            for (std::size_t g = 0; g < group_people_.size(); ++g) {
                rooms.weight[g] = std::llround(group_people_[g] * parts);
            }
            solver::FullCover{rooms}.served(chosen_, &load);
        }
        for (const std::uint32_t k : chosen_) {
            Candidate& c = candidates_[choices_[k]];
            c.people_carried = counted ? c.people_new : static_cast<double>(load[k]) / parts;
            out_.carried += c.people_carried;
        }
    }

    /// Those that reach most for their money first; where cells can be full, each adds what it can
    /// carry besides those before it, and who adds nothing yet waits for the end.
    void order(const solver::CoverProblem& problem, std::vector<std::uint32_t> chosen)
    {
        std::vector<char> reached(problem.groups(), 0);
        std::vector<std::uint32_t> before;
        std::vector<std::uint32_t> waiting;
        double carried = 0;
        int place = 0;
        while (!chosen.empty() || !waiting.empty()) {
            const bool last = chosen.empty();
            if (last) {
                chosen = {waiting.front()};
                waiting.erase(waiting.begin());
            }
            const auto gainOf = [&](std::uint32_t c) {
                double people = 0;
                for (const std::uint32_t g : problem.groups_of[c]) {
                    people += reached[g] == 0 ? group_people_[g] : 0;
                }
                return people;
            };
            auto best = chosen.begin();
            double rate = -1;
            for (auto c = chosen.begin(); c != chosen.end(); ++c) {
                const Candidate& it = candidates_[choices_[*c]];
                const double mine = gainOf(*c) / std::max(1.0, it.cost_usd);
                if (mine > rate) {
                    rate = mine;
                    best = c;
                }
            }
            Candidate& c = candidates_[choices_[*best]];
            c.people_new = c.people_reached = gainOf(*best);
            if (!problem.capacity.empty()) {
                before.push_back(*best);
                const double now =
                    static_cast<double>(solver::FullCover{problem}.served(before)) / parts;
                c.people_new = std::max(0.0, now - carried);
                if (c.people_new < leastPeople && !last) {
                    before.pop_back();
                    waiting.push_back(*best);
                    c.people_new = c.people_reached = 0;
                    chosen.erase(best);
                    continue;
                }
                carried = std::max(now, carried);
            }
            if (c.people_new < leastPeople && !request_.everyone) { // nobody is worth no money
                c.people_new = c.people_reached = 0;
                if (!problem.capacity.empty()) {
                    before.pop_back();
                }
                chosen.erase(best);
                continue;
            }
            c.order = ++place;
            chosen_.push_back(*best);
            c.reasons = {SiteReason::chosen};
            for (const std::uint32_t g : problem.groups_of[*best]) {
                reached[g] = 1;
            }
            out_.reached += c.people_reached;
            out_.gained += c.people_new;
            out_.cost_usd += c.cost_usd;
            out_.cost_low_usd += c.cost_low_usd;
            out_.cost_high_usd += c.cost_high_usd;
            chosen.erase(best);
        }
    }

    /// What a candidate would add to those chosen.
    std::vector<double> moreBy(const solver::CoverProblem& problem) const
    {
        std::vector<double> out;
        std::vector<char> reached(problem.groups(), 0);
        std::optional<solver::FullCover> room;
        if (!problem.capacity.empty()) {
            room.emplace(problem);
        }
        for (const std::uint32_t k : chosen_) {
            for (const std::uint32_t g : problem.groups_of[k]) {
                reached[g] = 1;
            }
        }
        for (std::uint32_t k = 0; k < choices_.size(); ++k) {
            double people = 0;
            for (const std::uint32_t g : problem.groups_of[k]) {
                people += !room && reached[g] != 0 ? 0 : group_people_[g];
            }
            if (room && people >= leastPeople) {
                std::vector<std::uint32_t> with = chosen_;
                with.push_back(k);
                people = static_cast<double>(room->served(with)) / parts - out_.gained;
            }
            out.push_back(people);
        }
        return out;
    }

    void giveReasons(const solver::CoverProblem& problem)
    {
        const bool allTaken =
            request_.sites && chosen_.size() >= static_cast<std::size_t>(*request_.sites);
        const std::vector<double> more =
            allTaken ? moreBy(problem) : std::vector<double>(choices_.size(), 0);
        const auto count = [&](CandidateKind kind) {
            return std::ranges::count_if(
                candidates_, [&](const Candidate& c) { return c.chosen() && c.kind == kind; });
        };
        const auto temporary = count(CandidateKind::temporary);
        const auto satellite = count(CandidateKind::satellite);
        for (std::size_t k = 0; k < choices_.size(); ++k) {
            Candidate& c = candidates_[choices_[k]];
            if (c.chosen()) {
                continue;
            }
            const bool affordable =
                !request_.budget_usd || out_.cost_usd + c.cost_usd <= *request_.budget_usd;
            if (request_.budget_usd && c.cost_usd > *request_.budget_usd) {
                c.reasons.push_back(SiteReason::noMoney);
            } else if ((c.kind == CandidateKind::temporary && temporary >= request_.temporary) ||
                       (c.kind == CandidateKind::satellite && satellite >= request_.satellite) ||
                       (allTaken && affordable && more[k] >= leastPeople)) {
                c.reasons.push_back(SiteReason::limitReached);
            } else {
                c.reasons.push_back(SiteReason::lessForMoney);
            }
        }
    }

    std::vector<Candidate>& candidates_;
    const SiteChoiceRequest& request_;
    SiteChoice out_;
    std::vector<std::uint32_t> choices_;    // positions in candidates_
    std::vector<double> group_people_;      // of the problem's groups
    std::vector<std::uint32_t> chosen_;     // of choices_, in order
    std::vector<solver::CoverAmount> room_; // of choices_, hundredths of people; empty: never full
};

} // namespace

std::optional<SiteChoice> chooseCandidates(std::vector<Candidate>& candidates, const Cover& reach,
                                           const SiteChoiceRequest& request,
                                           const Feedback& feedback)
{
    return Chooser{candidates, request}.run(reach, feedback);
}

} // namespace planning
