// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/missing.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "prover/analysis/divergence.hpp"
#include "prover/analysis/integrals.hpp"
#include "prover/analysis/side_conditions.hpp"

namespace geq::prover {

using proofs::Ends;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::NearPoint;
using proofs::Operator;
using proofs::OverInterval;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

using Hypothesis = Missing::Hypothesis;

class Inquiry {
 public:
  explicit Inquiry(Search& search) : search_(search) {}

  void ask(const Sequent& goal) {
    Sequent known = goal;
    // That they exist is what is asked.
    std::erase_if(known.facts, [](const Fact& fact) { return proofs::is_about_existence(fact.polynomial); });
    if (const auto members = proofs::over_interval(goal.goal.polynomial, Operator::dominated)) {
      add(Hypothesis::dominator, member_of(*members, known));
      return;
    }
    const Sequent asked{{}, {}, about_existence(goal.goal)};
    for (const ExactPolynomial& integral : analysis_atoms(Operator::integral, asked)) ask_integral(integral, known);
    for (const ExactPolynomial& limit : analysis_atoms(Operator::limit, asked)) ask_limit(limit, known);
  }

  std::vector<Missing> found() && { return std::move(missing_); }

 private:
  void add(Hypothesis hypothesis, const ExactPolynomial& of) {
    const std::string text = as_stated(of, {}, search_.statement());
    const bool known = std::any_of(missing_.begin(), missing_.end(), [&](const Missing& other) {
      return other.hypothesis == hypothesis && other.of == text;
    });
    if (!known) missing_.push_back({hypothesis, text});
  }

  /// The goal, and the integral or limit in place of what says that it exists.
  static Fact about_existence(const Fact& goal) {
    if (const auto of = proofs::over_interval(goal.polynomial, Operator::integrable))
      return {atom_over(Operator::integral, *of), Sign::nonnegative};
    if (const auto of = proofs::near_point(goal.polynomial, Operator::convergent))
      return {atom_near(Operator::limit, *of), Sign::nonnegative};
    return goal;
  }

  /// The members of the sequence at a point and an index that have new names.
  static ExactPolynomial member_of(const OverInterval& question, const Sequent& sequent) {
    const std::string x = fresh_names(sequent, "x", 1).front();
    Sequent with_point = sequent;
    with_point.variables.push_back(x);
    const std::string n = fresh_names(with_point, "n", 1).front();
    const std::set<proofs::Atom> members = atoms(opened(question.body, ExactPolynomial::variable(x)));
    if (members.size() != 1 || members.begin()->op() != Operator::sequence) return question.body;
    return opened(members.begin()->arguments()[0], ExactPolynomial::variable(n));
  }

  bool is_shown(const Sequent& sequent) {
    return !search_.is_over() && integrals_and_limits(sequent, origin_, Effort::small(), search_).has_value();
  }
  bool exists(const OverInterval& of, const Sequent& known) {
    return is_shown({known.variables, known.facts, {atom_over(Operator::integrable, of), Sign::positive}});
  }
  bool exists(const NearPoint& of, const Sequent& known) {
    return is_shown({known.variables, known.facts, {atom_near(Operator::convergent, of), Sign::positive}});
  }

  void ask_integral(const ExactPolynomial& integral, const Sequent& known) {
    const auto of = proofs::over_interval(integral, Operator::integral);
    if (!of || exists(*of, known)) return;
    const auto& [ends, lower, upper] = of->interval;
    const bool below = ends == Ends::below || ends == Ends::line;
    const bool above = ends == Ends::above || ends == Ends::line;
    const ExactPolynomial one(Rational(1));
    const ExactPolynomial middle = ends == Ends::finite  ? ExactPolynomial(Rational(1) / 2) * (lower + upper)
                                   : ends == Ends::above ? lower + one
                                   : ends == Ends::below ? upper - one
                                                         : ExactPolynomial();
    const OverInterval first{{below ? Ends::below : Ends::finite, lower, middle}, of->body};
    const OverInterval second{{above ? Ends::above : Ends::finite, middle, upper}, of->body};
    const bool near_lower = exists(first, known);
    const bool near_upper = exists(second, known);
    if (search_.is_over()) return;
    if (!near_lower) add(Hypothesis::integrable_at_lower_end, integral);
    if (!near_upper) add(Hypothesis::integrable_at_upper_end, integral);
  }

  void ask_limit(const ExactPolynomial& limit, const Sequent& known) {
    const auto of = proofs::near_point(limit, Operator::limit);
    if (!of || exists(*of, known) || search_.is_over()) return;
    const std::string n = fresh_names(known, "n", 1).front();
    const auto members = proofs::over_interval(opened(of->body, ExactPolynomial::variable(n)), Operator::integral);
    if (!members) {
      add(Hypothesis::limit, limit);
      return;
    }
    Sequent at_point = known;
    at_point.variables.push_back(n);
    const std::string x = fresh_names(at_point, "x", 1).front();
    const ExactPolynomial point = ExactPolynomial::variable(x);
    const ExactPolynomial member = opened(members->body, point);
    at_point.variables.back() = x;
    const std::vector<Fact> inside = inside_with_sign(members->interval, point);
    at_point.facts.insert(at_point.facts.end(), inside.begin(), inside.end());
    const bool has_limit = exists(NearPoint{of->approach, proofs::closed(member, n)}, at_point);
    if (!search_.is_over()) add(has_limit ? Hypothesis::dominator : Hypothesis::pointwise_limit, member);
  }

  Search& search_;
  const Origin origin_{{}, {}, false};
  std::vector<Missing> missing_;
};

}  // namespace

std::vector<Missing> missing_hypotheses(const std::vector<Sequent>& goals, Search& search) {
  Inquiry inquiry(search);
  for (const Sequent& goal : goals) inquiry.ask(goal);
  return std::move(inquiry).found();
}

}  // namespace geq::prover
