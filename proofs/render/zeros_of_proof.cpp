// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/limits.hpp"
#include "proofs/render/equality.hpp"

namespace geq::render {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

using Image = std::map<std::string, ExactPolynomial>;

Zeros unknown() { return {{}, false}; }

Image identity(const std::vector<std::string>& names) {
  Image image;
  for (const std::string& name : names) image.emplace(name, ExactPolynomial::variable(name));
  return image;
}

Zeros mapped_all(const Zeros& zeros, const Image& image) {
  Zeros result{{}, zeros.complete};
  for (const Family& family : zeros.families) result.families.push_back(mapped(family, image));
  return result;
}

/// Families cut down to where a polynomial vanishes.
Zeros restricted(const Zeros& zeros, const ExactPolynomial& polynomial) {
  Zeros result{{}, zeros.complete};
  for (const Family& family : zeros.families) result.add(solve(polynomial, family));
  return result;
}

bool is_positive(const std::string& name, const Sequent& sequent) {
  return sign_of(Atom::variable(name), sequent.facts) == Sign::positive;
}

/// One function for each rule. `left` are the zeros of what the step leaves, in order.
class Rule {
 public:
  Rule(const Trace& trace, std::size_t node, const std::vector<Zeros>& all)
      : here_(trace.nodes[node].before), trace_(trace) {
    for (const std::size_t child : trace.nodes[node].children) {
      left_.push_back(all[child]);
      children_.push_back(child);
    }
  }

  Zeros operator()(const proofs::Visible&) const { return solve_here(goal()); }
  Zeros operator()(const proofs::OneVariable&) const { return solve_here(goal()); }
  Zeros operator()(const proofs::TwoVariables&) const { return solve_here(goal()); }
  Zeros operator()(const proofs::OpenCells&) const { return solve_here(goal()); }

  Zeros operator()(const proofs::Smallest& step) const {
    Zeros result = left_.at(0);
    for (const proofs::Permutation& permutation : step.symmetries) {
      // x_{s(w)} = y_w for a zero y of what is left.
      Image image = identity(here_.variables);
      for (const auto& [source, target] : permutation) image[target] = ExactPolynomial::variable(source);
      result.add(mapped_all(left_.at(0), image));
    }
    return result;
  }

  Zeros operator()(const proofs::Negate& step) const {
    Image image = identity(here_.variables);
    for (const std::string& name : step.variables) image[name] = -ExactPolynomial::variable(name);
    Zeros result = left_.at(0);
    result.add(mapped_all(left_.at(0), image));
    return result;
  }

  Zeros operator()(const proofs::Cases&) const {
    Zeros result = left_.at(0);
    result.add(left_.at(1));
    return result;
  }

  Zeros operator()(const proofs::Put& step) const {
    Image image;
    for (const std::string& name : here_.variables) image.emplace(name, ExactPolynomial::variable(name));
    for (const auto& [name, value] : step.replacements) image[name] = value;
    return mapped_all(left_.at(0), image);
  }

  Zeros operator()(const proofs::Have&) const { return left_.back(); }
  Zeros operator()(const proofs::Forget&) const { return left_.at(0); }
  Zeros operator()(const proofs::Absurd&) const { return unknown(); }
  Zeros operator()(const proofs::BothSigns&) const { return unknown(); }
  Zeros operator()(const proofs::Apart&) const { return {}; }
  Zeros operator()(const proofs::Clear&) const { return left_.back(); }
  Zeros operator()(const proofs::Rewrite&) const { return left_.at(0); }
  Zeros operator()(const proofs::RootFacts&) const { return left_.at(0); }
  Zeros operator()(const proofs::FloorFacts&) const { return left_.at(0); }
  Zeros operator()(const proofs::Value&) const { return left_.back(); }
  /// What the name stands for is not known to the families: they may say too much.
  Zeros operator()(const proofs::Name&) const { return unknown(); }
  Zeros operator()(const proofs::Eliminate&) const { return unknown(); }
  /// All k_i m_i / w_i are equal where a mean is exact, and the rest vanishes.
  Zeros operator()(const proofs::Means& step) const {
    std::vector<ExactPolynomial> conditions;
    ExactPolynomial rest = goal();
    for (const auto& mean : step.means) {
      ExactPolynomial difference = -mean.product;
      for (const auto& part : mean.parts) {
        difference = difference + part.term;
        const ExactPolynomial first = ExactPolynomial(1 / mean.parts.front().weight) * mean.parts.front().term;
        const ExactPolynomial distance = first - ExactPolynomial(1 / part.weight) * part.term;
        if (!distance.is_zero()) conditions.push_back(distance);
      }
      rest = rest - difference;
      if (!difference.is_zero()) conditions.push_back(difference);
    }
    if (left_.empty()) {
      if (!rest.is_zero()) conditions.push_back(rest);
      return solve_all(conditions, everything(here_));
    }
    Zeros result{{}, left_.at(0).complete};
    for (const Family& family : left_.at(0).families) result.add(solve_all(conditions, family));
    return result;
  }

  Zeros operator()(const proofs::Divide& step) const {
    Zeros result = left_.at(0);
    result.add(solve_here(step.monomial));
    return result;
  }

  Zeros operator()(const proofs::Homogenise& step) const {
    const Zeros at_one =
        restricted(left_.at(0), ExactPolynomial::variable(step.variable) - ExactPolynomial(Rational(1)));
    return mapped_all(at_one, identity(here_.variables));
  }

  Zeros operator()(const proofs::ComparePowers& step) const {
    const ExactPolynomial right = step.left - goal();
    Zeros result{{}, left_.back().complete};
    for (const Family& family : left_.back().families) {
      const ExactPolynomial one = substitute(step.left, family.point);
      // left^k = right^k also where left = -right; that counts only where both are 0.
      if (step.exponent % 2 == 0 && (one + substitute(right, family.point)).is_zero())
        result.add(solve(step.left, family));
      else
        result.add({{family}, true});
    }
    return result;
  }

  Zeros operator()(const proofs::Combination& step) const {
    // Every summand vanishes; it does where one of its factors does.
    std::vector<std::vector<ExactPolynomial>> ways{{}};
    for (const auto& summand : step.summands) {
      std::vector<ExactPolynomial> factors;
      bool always = false;
      for (const auto& [index, exponent] : summand.facts) {
        const Fact& fact = here_.facts[index];
        always = always || (exponent > 0 && fact.sign == Sign::zero);
        if (exponent > 0 && fact.sign == Sign::nonnegative) factors.push_back(fact.polynomial);
      }
      if (!summand.square.constant()) factors.push_back(summand.square);
      if (always || summand.square.is_zero()) continue;
      std::vector<std::vector<ExactPolynomial>> next;
      for (const auto& way : ways)
        for (const ExactPolynomial& factor : factors) {
          next.push_back(way);
          next.back().push_back(factor);
        }
      ways = std::move(next);
      if (ways.size() > max_families) return unknown();
    }
    Zeros result;
    for (const auto& way : ways) result.add(solve_all(way, everything(here_)));
    return result;
  }

  Zeros operator()(const proofs::Group& step) const {
    const Atom x = Atom::variable(step.variable);
    const std::vector<ExactPolynomial> c = coefficients_in(x, goal());
    Zeros result;
    if (!is_positive(step.variable, here_)) {
      Zeros constant = zeros_of_part(c[0]);
      result.add(restricted(constant, ExactPolynomial(x)));
    }
    std::vector<ExactPolynomial> others;
    std::optional<Zeros> all;
    for (const ExactPolynomial& part : c) {
      if (part.is_zero()) continue;
      if (!all && part_index(part))
        all = zeros_of_part(part);
      else
        others.push_back(part);
    }
    if (!all) all = Zeros{{everything(here_)}, true};
    result.complete = result.complete && all->complete;
    for (const Family& family : all->families) result.add(solve_all(others, family));
    return result;
  }

  Zeros operator()(const proofs::Quadratic& step) const {
    const Atom x = Atom::variable(step.variable);
    const std::vector<ExactPolynomial> c = coefficients_in(x, goal());
    const ExactPolynomial d = ExactPolynomial(Rational(4)) * c[2] * c[0] - c[1] * c[1];
    Zeros result;
    // A = 0: then B = 0, and C must vanish, x being free.
    result.add(restricted(zeros_of_part(c[2]), c[0]));
    const Zeros of_discriminant = zeros_of_part(d);
    result.complete = result.complete && of_discriminant.complete;
    for (const Family& family : of_discriminant.families) {
      const auto value = vertex(substitute(c[2], family.point), substitute(c[1], family.point));
      if (!value) {
        // The vertex is no polynomial; where A vanishes was looked at above.
        result.complete = result.complete && substitute(c[2], family.point).is_zero();
        continue;
      }
      Family moved = family;
      moved.point[step.variable] = *value;
      result.add({{std::move(moved)}, true});
    }
    return result;
  }

  Zeros operator()(const proofs::Tangent&) const { return left_.back(); }
  Zeros operator()(const proofs::SupportingLine&) const { return unknown(); }
  Zeros operator()(const proofs::Identity&) const { return left_.back(); }
  Zeros operator()(const proofs::Increasing&) const { return left_.back(); }
  /// Where an enclosure is not positive, it does not tell where it is zero.
  /// The zeros may spread from the point where the goal is compared.
  Zeros operator()(const proofs::Monotone&) const { return unknown(); }
  Zeros operator()(const proofs::Subdivide&) const { return unknown(); }
  Zeros operator()(const proofs::Instance&) const { return left_.back(); }
  Zeros operator()(const proofs::ForEach&) const { return left_.back(); }
  Zeros operator()(const proofs::SumOf&) const { return left_.back(); }
  Zeros operator()(const proofs::Count&) const { return left_.back(); }
  Zeros operator()(const proofs::LastTerm&) const { return left_.back(); }
  /// The zeros with few values are zeros; there may be others.
  Zeros operator()(const proofs::HalfDegree&) const { return unknown(); }
  Zeros operator()(const proofs::Generalise&) const { return unknown(); }
  Zeros operator()(const proofs::PowerSums&) const { return unknown(); }
  Zeros operator()(const proofs::Telescope&) const { return left_.back(); }
  Zeros operator()(const proofs::OneTerm&) const { return left_.back(); }
  Zeros operator()(const proofs::SwapSums&) const { return left_.back(); }
  Zeros operator()(const proofs::NormBound&) const { return left_.back(); }
  Zeros operator()(const proofs::LeastBound&) const { return left_.back(); }
  Zeros operator()(const proofs::CauchySchwarz&) const { return left_.back(); }
  /// Its goal is an indicator, which is never zero where it holds.
  Zeros operator()(const proofs::Pointwise&) const { return unknown(); }
  Zeros operator()(const proofs::Gaussian&) const { return left_.back(); }
  Zeros operator()(const proofs::Antiderivative&) const { return left_.back(); }
  Zeros operator()(const proofs::Integrate&) const { return left_.back(); }
  Zeros operator()(const proofs::Dominate&) const { return left_.back(); }
  Zeros operator()(const proofs::Squeeze&) const { return left_.back(); }
  Zeros operator()(const proofs::Dominator&) const { return left_.back(); }
  Zeros operator()(const proofs::Exchange&) const { return left_.back(); }
  Zeros operator()(const proofs::Split&) const { return left_.back(); }
  Zeros operator()(const proofs::Quadrature&) const { return left_.back(); }
  Zeros operator()(const proofs::Diverge&) const { return left_.back(); }
  Zeros operator()(const proofs::Unbounded&) const { return left_.back(); }
  Zeros operator()(const proofs::Reindex&) const { return left_.back(); }
  Zeros operator()(const proofs::Tannery&) const { return left_.back(); }
  Zeros operator()(const proofs::Undominated&) const { return left_.back(); }
  Zeros operator()(const proofs::Converge&) const { return left_.back(); }
  Zeros operator()(const proofs::Rescale&) const { return left_.back(); }
  Zeros operator()(const proofs::Continuous&) const { return left_.back(); }
  Zeros operator()(const proofs::BoundedMonotone&) const { return left_.back(); }
  Zeros operator()(const proofs::Oscillation&) const { return left_.back(); }
  /// Where the index is, and what the goal is for other n, the families do not know.
  Zeros operator()(const proofs::Extremum&) const { return unknown(); }
  Zeros operator()(const proofs::Induction&) const { return unknown(); }

  Zeros operator()(const proofs::Cones& step) const { return zeros_of_cones(step, here_, left_); }

 private:
  const ExactPolynomial& goal() const { return here_.goal.polynomial; }
  Zeros solve_here(const ExactPolynomial& polynomial) const { return solve(polynomial, everything(here_)); }

  /// The child that shows the part, if it was not visible.
  std::optional<std::size_t> part_index(const ExactPolynomial& part) const {
    for (std::size_t i = 0; i < children_.size(); ++i)
      if (trace_.nodes[children_[i]].before.goal.polynomial == part) return i;
    return {};
  }

  Zeros zeros_of_part(const ExactPolynomial& part) const {
    const auto child = part_index(part);
    if (!child) return solve_here(part);
    // A part that was shown to be positive has no zeros.
    return left_[*child];
  }

  /// -b/(2a) as a polynomial in the parameters, if it is one.
  static std::optional<ExactPolynomial> vertex(const ExactPolynomial& a, const ExactPolynomial& b) {
    if (a.is_zero()) return {};
    if (const auto constant = a.constant()) return ExactPolynomial(-1 / (2 * *constant)) * b;
    if (b.is_zero()) return ExactPolynomial();
    // Exact division by a in one parameter, highest powers first.
    const std::set<Atom> found = atoms(a);
    if (found.size() != 1 || !found.begin()->is_variable()) return {};
    const Atom& t = *found.begin();
    const std::vector<ExactPolynomial> divisor = coefficients_in(t, a);
    std::vector<ExactPolynomial> rest = coefficients_in(t, b);
    const Rational leading = divisor.back().constant().value_or(0);
    ExactPolynomial quotient;
    for (std::size_t top = rest.size(); top-- > divisor.size() - 1;) {
      const ExactPolynomial factor = ExactPolynomial(1 / leading) * rest[top];
      const std::size_t shift = top - (divisor.size() - 1);
      quotient = quotient + factor * power(ExactPolynomial(t), static_cast<unsigned long>(shift));
      for (std::size_t i = 0; i < divisor.size(); ++i) rest[i + shift] = rest[i + shift] - factor * divisor[i];
    }
    for (const ExactPolynomial& remainder : rest)
      if (!remainder.is_zero()) return {};
    return ExactPolynomial(Rational(-1) / 2) * quotient;
  }

  const Sequent& here_;
  const Trace& trace_;
  std::vector<Zeros> left_;
  std::vector<std::size_t> children_;
};

}  // namespace

Family everything(const Sequent& sequent) {
  Family result;
  for (const std::string& name : sequent.variables) {
    const auto known = sign_of(Atom::variable(name), sequent.facts);
    if (known == Sign::zero) {
      result.point.emplace(name, ExactPolynomial());
      continue;
    }
    const std::string parameter = "$" + std::to_string(result.point.size() + 1);
    result.point.emplace(name, ExactPolynomial::variable(parameter));
    result.parameters.emplace(parameter, known == Sign::positive      ? Range::positive
                                         : known == Sign::nonnegative ? Range::nonnegative
                                                                      : Range::real);
  }
  return result;
}

std::vector<Zeros> zeros_of_nodes(const Trace& trace) {
  std::vector<Zeros> all(trace.nodes.size());
  for (std::size_t node = trace.nodes.size(); node-- > 0;) {
    const Sign wanted = trace.nodes[node].before.goal.sign;
    if (wanted == Sign::positive || wanted == Sign::nonzero) continue;  // no zeros
    if (wanted == Sign::zero) {
      all[node] = {{everything(trace.nodes[node].before)}, true};
      continue;
    }
    try {
      all[node] = std::visit(Rule(trace, node, all), trace.nodes[node].step);
      simplify(all[node], trace.nodes[node].before.variables);
    } catch (const proofs::LimitExceeded&) {
      all[node] = unknown();
    }
  }
  return all;
}

}  // namespace geq::render
