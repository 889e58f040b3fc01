// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/language/printer.hpp"

namespace geq::proofs {

namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += " " + name;
  return text;
}

std::string cycles(const Permutation& permutation) {
  std::string text;
  std::vector<bool> done(permutation.size(), false);
  for (std::size_t start = 0; start < permutation.size(); ++start) {
    if (done[start]) continue;
    text += '(' + permutation[start].first;
    std::size_t at = start;
    while (true) {
      done[at] = true;
      const std::string& next = permutation[at].second;
      std::size_t place = 0;
      while (place < permutation.size() && permutation[place].first != next) ++place;
      if (place == permutation.size() || done[place]) break;
      text += ' ' + next;
      at = place;
    }
    text += ')';
  }
  return text;
}

std::string definitions(const std::vector<Definition>& all) {
  std::string text;
  for (const auto& [name, value] : all) text += (text.empty() ? " " : "; ") + name + " = " + to_text(value);
  return text;
}

struct Writer {
  std::string operator()(const Visible&) const { return "visible"; }
  std::string operator()(const Smallest& step) const {
    std::string text = "smallest " + step.variable;
    for (const Permutation& permutation : step.symmetries) text += "; " + cycles(permutation);
    return text;
  }
  std::string operator()(const Negate& step) const { return "negate" + joined(step.variables); }
  std::string operator()(const Cases& step) const { return "cases " + to_text(step.pivot); }
  std::string operator()(const Put& step) const {
    return "put" + definitions(step.definitions) + " |" + definitions(step.replacements);
  }
  std::string operator()(const Have& step) const { return "have " + to_text(step.fact); }
  std::string operator()(const Generalise& step) const {
    std::string text = "generalise " + step.variable + "; " + to_text(step.value) + "; " + to_text(step.goal);
    for (const Fact& fact : step.facts) text += "; " + to_text(fact);
    return text;
  }
  std::string operator()(const Forget& step) const {
    std::string text = "forget";
    for (const std::size_t index : step.facts) text += ' ' + std::to_string(index);
    return text;
  }
  std::string operator()(const Absurd&) const { return "absurd"; }
  std::string operator()(const BothSigns&) const { return "both-signs"; }
  std::string operator()(const Apart& step) const { return step.negative ? "apart negative" : "apart positive"; }
  std::string operator()(const Clear& step) const {
    std::string text = "clear";
    for (const DenominatorSign sign : step.signs)
      text += sign == DenominatorSign::positive   ? " positive"
              : sign == DenominatorSign::negative ? " negative"
                                                  : " squared";
    return text;
  }
  std::string operator()(const Combination& step) const {
    std::string text = "combination\n";
    for (const Combination::Summand& summand : step.summands) {
      text += "  add " + to_text(summand.coefficient) + ";";
      for (const auto& [fact, exponent] : summand.facts)
        text += ' ' + std::to_string(fact) + '^' + std::to_string(exponent);
      text += "; " + to_text(summand.square) + '\n';
    }
    for (const Combination::Multiple& multiple : step.multiples)
      text += "  multiple " + std::to_string(multiple.equation) + "; " + to_text(multiple.factor) + '\n';
    return text + "end";
  }
  std::string operator()(const Rewrite& step) const {
    return "rewrite " + std::to_string(step.equation) + "; " + to_text(step.factor);
  }
  std::string operator()(const Divide& step) const { return "divide " + to_text(step.monomial); }
  std::string operator()(const Homogenise& step) const { return "homogenise " + step.variable; }
  std::string operator()(const ComparePowers& step) const {
    return "compare-powers " + std::to_string(step.exponent) + "; " + to_text(step.left);
  }
  std::string operator()(const RootFacts& step) const { return "root-facts " + to_text(step.root); }
  std::string operator()(const FloorFacts& step) const { return "floor-facts " + to_text(step.floor); }
  std::string operator()(const Value& step) const { return "value " + to_text(step.atom) + "; " + to_text(step.value); }
  std::string operator()(const Name& step) const { return "name " + step.variable + "; " + to_text(step.atom); }
  std::string operator()(const Eliminate& step) const {
    return "eliminate " + std::to_string(step.equation) + "; " + step.variable;
  }
  std::string operator()(const Means& step) const {
    std::string text = "means\n";
    for (const Means::Mean& mean : step.means) {
      text += "  mean " + to_text(mean.product);
      for (const Means::Part& part : mean.parts) text += "; " + to_text(part.weight) + ": " + to_text(part.term);
      text += '\n';
    }
    return text + "end";
  }
  std::string operator()(const OneVariable&) const { return "one-variable"; }
  std::string operator()(const TwoVariables&) const { return "two-variables"; }
  std::string operator()(const Group& step) const {
    return "group " + step.variable + " " + std::to_string(step.strict);
  }
  std::string operator()(const Quadratic& step) const { return "quadratic " + step.variable; }
  std::string operator()(const OpenCells& step) const {
    std::string text = "open-cells";
    for (const std::string& variable : step.variables) text += ' ' + variable;
    text += (step.unit.empty() ? "" : " / " + step.unit) + ';';
    for (const std::size_t fact : step.facts) text += ' ' + std::to_string(fact);
    for (const ExactPolynomial& wall : step.walls) text += "; wall " + to_text(wall);
    for (const ExactPolynomial& wall : step.thin) text += "; thin " + to_text(wall);
    for (const OpenCells::Column& column : step.columns) {
      std::string numbers;
      for (const Rational& value : column.at) numbers += (numbers.empty() ? "" : " ") + to_text(value);
      text += "; " + numbers + ':';
      for (const Rational& height : column.heights) text += ' ' + to_text(height);
    }
    return text;
  }
  std::string operator()(const Instance& step) const {
    return "instance " + std::to_string(step.fact) + "; " + to_text(step.index);
  }
  std::string operator()(const ForEach& step) const {
    return "for-each " + range(step) + "; " + to_text(step.fact) + (step.by_induction ? "; by-induction" : "");
  }
  std::string operator()(const SumOf& step) const { return "sum-of " + std::to_string(step.fact); }
  std::string operator()(const Count& step) const {
    return "count " + to_text(step.lower) + "; " + to_text(step.upper);
  }
  std::string operator()(const LastTerm& step) const { return "last-term " + to_text(step.atom); }
  std::string operator()(const Telescope& step) const {
    return "telescope " + step.variable + "; " + to_text(step.lower) + "; " + to_text(step.upper) + "; " +
           to_text(step.function);
  }
  std::string operator()(const HalfDegree& step) const {
    return "half-degree " + std::to_string(step.values) + ";" + joined(step.variables);
  }
  std::string operator()(const PowerSums& step) const {
    return "power-sums " + step.sequence + ";" + joined(step.values) + ";" + joined(step.weights);
  }
  std::string operator()(const OneTerm& step) const {
    return "one-term " + std::to_string(step.fact) + "; " + to_text(step.index);
  }
  std::string operator()(const SwapSums& step) const { return "swap-sums " + to_text(step.atom); }
  std::string operator()(const Extremum& step) const { return "extremum " + step.variable + "; " + to_text(step.atom); }
  std::string operator()(const CauchySchwarz& step) const {
    return "cauchy-schwarz " + range(step) + "; " + to_text(step.left) + "; " + to_text(step.right) + "; " +
           to_text(step.middle);
  }
  std::string operator()(const NormBound& step) const {
    return "norm-bound " + step.variable + "; " + to_text(step.norm) + "; " + to_text(step.vector) +
           (step.by_rows ? "; by-rows" : "");
  }
  std::string operator()(const LeastBound& step) const {
    return "least-bound " + step.variable + "; " + to_text(step.norm) + "; " + to_text(step.bound);
  }
  std::string operator()(const Induction& step) const {
    return "induction " + step.variable + "; " + to_text(step.base);
  }
  template <class Rule>
  static std::string range(const Rule& step) {
    return step.variable + "; " + to_text(step.lower) + "; " + to_text(step.upper);
  }
  std::string operator()(const Cones& step) const {
    std::string text = "cones" + joined(step.columns) + (step.names.empty() ? "" : " ;" + joined(step.names)) + '\n';
    for (const ConeNode& node : step.tree) text += "  " + std::visit(*this, node) + '\n';
    return text + "end";
  }
  std::string operator()(const Tangent& step) const {
    return std::string("tangent ") + (step.function == Tangent::Function::exp ? "exp; " : "log; ") + to_text(step.at) +
           "; " + to_text(step.touch);
  }
  std::string operator()(const SupportingLine& step) const {
    return "supporting-line " + step.slope + "; " + step.variable + "; " + to_text(step.function) + "; " +
           to_text(step.at);
  }
  std::string operator()(const Monotone& step) const {
    return "monotone " + step.variable + "; " + to_text(step.from) + (step.above ? "; above" : "; below") +
           (step.strict ? " strict" : "");
  }
  std::string operator()(const Subdivide& step) const {
    std::string text = "subdivide";
    for (const std::string& node : step.tree) text += node.empty() ? " ." : " " + node;
    return text;
  }
  std::string operator()(const Identity& step) const {
    return "identity " + to_text(step.atom) + "; " + std::to_string(step.parts);
  }
  std::string operator()(const Increasing& step) const {
    return std::string("increasing ") + (step.function == Tangent::Function::exp ? "exp; " : "log; ") +
           to_text(step.above) + "; " + to_text(step.below);
  }
  std::string operator()(const Pointwise& step) const {
    return "pointwise " + step.variable + "; " + to_text(step.from);
  }
  std::string operator()(const Gaussian& step) const { return "gaussian " + to_text(step.integral); }
  std::string operator()(const Antiderivative& step) const {
    using Because = Antiderivative::Because;
    return "antiderivative " + step.variable + "; " + to_text(step.integral) + "; " + to_text(step.function) +
           (step.because == Because::nonnegative   ? "; nonnegative"
            : step.because == Because::nonpositive ? "; nonpositive"
                                                   : "; integrable");
  }
  static std::string parts(const std::vector<IntegralPart>& parts) {
    std::string text;
    for (const IntegralPart& part : parts) text += "; " + to_text(part.coefficient) + "; " + to_text(part.integral);
    return text;
  }
  std::string operator()(const Integrate& step) const {
    return "integrate " + step.variable + "; " + std::string(to_text(step.sign)) + parts(step.parts);
  }
  std::string operator()(const Dominate& step) const {
    return "dominate " + step.variable + "; " + to_text(step.integral) + parts(step.parts);
  }
  std::string operator()(const Squeeze& step) const {
    return "squeeze " + step.variable + "; " + to_text(step.from) + "; " + to_text(step.limit) + "; " +
           to_text(step.lower) + "; " + to_text(step.upper);
  }
  std::string operator()(const Unbounded& step) const {
    return "unbounded " + step.variable + "; " + to_text(step.limit) + "; " + to_text(step.from) + "; " +
           to_text(step.function) + (step.negative ? "; negative" : "; positive");
  }
  std::string operator()(const Dominator& step) const {
    return "dominator " + step.variable + "; " + step.index + "; " + to_text(step.question) + "; " +
           to_text(step.integral);
  }
  std::string operator()(const Exchange& step) const {
    return "exchange " + step.variable + "; " + step.index + "; " + to_text(step.question);
  }
  std::string operator()(const Split& step) const {
    return "split " + to_text(step.integral) + "; " + to_text(step.at);
  }
  std::string operator()(const Quadrature& step) const {
    return "quadrature " + to_text(step.integral) + "; " + std::to_string(step.pieces);
  }
  std::string operator()(const Diverge& step) const {
    return "diverge " + step.variable + "; " + to_text(step.integral) + "; " + to_text(step.function) + "; " +
           to_text(step.from) + (step.upper ? "; upper" : "; lower") + (step.negative ? " negative" : "");
  }
  std::string operator()(const Reindex& step) const {
    return "reindex " + to_text(step.atom) + "; " + to_text(step.shift) +
           (step.reflected ? "; reflected" : "; shifted");
  }
  std::string operator()(const Tannery& step) const {
    std::string text = "tannery " + step.variable + "; " + step.index + "; " + to_text(step.from) + "; " +
                       to_text(step.limit) + "; " + to_text(step.term) + "; " + to_text(step.lower) + "; " +
                       to_text(step.upper);
    for (const ExactPolynomial* part : {&step.bound, &step.bound_rate, &step.scale, &step.rate})
      text += "; " + to_text(*part);
    return text;
  }
  std::string operator()(const Undominated& step) const {
    return "undominated " + step.variable + "; " + step.index + "; " + to_text(step.question) + "; " +
           to_text(step.place) + "; " + to_text(step.function) + "; " + to_text(step.from) +
           (step.upper ? "; upper" : "; lower") + (step.negative ? " negative" : "");
  }
  std::string operator()(const Converge& step) const {
    return "converge " + step.variable + "; " + step.index + "; " + to_text(step.limit) + "; " + to_text(step.from) +
           "; " + to_text(step.integral);
  }
  std::string operator()(const Continuous& step) const {
    return "continuous " + step.variable + "; " + to_text(step.integral);
  }
  std::string operator()(const BoundedMonotone& step) const {
    return "bounded-monotone " + step.variable + "; " + to_text(step.limit) + "; " + to_text(step.from) + "; " +
           to_text(step.bound) + (step.falling ? "; falling" : "; rising");
  }
  std::string operator()(const Oscillation& step) const {
    std::string text = "oscillation " + step.variable;
    for (const ExactPolynomial* part : {&step.limit, &step.high, &step.low, &step.above, &step.below})
      text += "; " + to_text(*part);
    return text;
  }
  std::string operator()(const Rescale& step) const {
    return "rescale " + to_text(step.integral) + "; " + to_text(step.scale) + "; " + to_text(step.inverse) + "; " +
           to_text(step.shift) + (step.reflected ? "; reflected" : "; kept");
  }
  std::string operator()(const ConeLeaf&) const { return "leaf"; }
  std::string operator()(const ConeOpen&) const { return "open"; }
  std::string operator()(const ConeSplit& split) const {
    std::string text = "split";
    for (const std::uint32_t weight : split.weights) text += ' ' + std::to_string(weight);
    return text;
  }
  std::string operator()(const ConeSame& same) const {
    std::string text = "same " + std::to_string(same.node) + ";";
    for (const std::size_t column : same.order) text += ' ' + std::to_string(column);
    return text;
  }
};

}  // namespace

std::string describe(const Malformed& malformed) {
  return "line " + std::to_string(malformed.line) + ": " + malformed.message;
}

std::string to_text(const Step& step) { return std::visit(Writer(), step); }

std::string to_text(const Certificate& certificate) {
  std::string text = "geq certificate 1\n";
  if (const auto* refutation = std::get_if<Refutation>(&certificate)) {
    text += "refute\n";
    for (const FunctionWitness& function : refutation->functions)
      text += function.name + "(t) = " + to_text(opened(function.body, {Term::variable("t")})) + '\n';
    if (refutation->root) {
      const Root& root = *refutation->root;
      text += "root " + root.name + "; " + to_text(in_variable(root.polynomial, root.name)) + "; " +
              to_text(root.lower) + "; " + to_text(root.upper) + '\n';
      for (const auto& [name, value] : refutation->in_root)
        text += name + " = " + to_text(in_variable(value, root.name)) + '\n';
    }
    for (const auto& [name, value] : refutation->point) text += name + " = " + to_text(value) + '\n';
    if (!refutation->steps.empty()) text += "by\n";
    for (const Step& step : refutation->steps) text += to_text(step) + '\n';
    return text;
  }
  text += "prove\n";
  for (const Step& step : std::get<Proof>(certificate).steps) text += to_text(step) + '\n';
  return text;
}

}  // namespace geq::proofs
