// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/latex_formula.hpp"

#include <algorithm>

namespace geq::render {

using proofs::Operator;
using proofs::Rational;
using proofs::Term;

namespace {

constexpr std::size_t short_factors = 30;   // characters of LaTeX after which a product may be broken at a root
constexpr std::size_t longest_rigid = 120;  // characters of LaTeX in a fraction or a root, which cannot be broken
constexpr std::size_t longest_number = 24;  // digits that are kept together

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string digits_of(const std::string& text) {
  if (text.size() <= longest_number) return text;
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && (text.size() - i) % 3 == 0) result += "\\allowbreak ";
    result += text[i];
  }
  return result;
}

std::string number_text(const Rational& value) {
  std::string text = proofs::to_text(value);
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.erase(0, 1);
  const auto slash = text.find('/');
  std::string result = negative ? "-" : "";
  if (slash == std::string::npos) return result + digits_of(text);
  const std::string above = text.substr(0, slash);
  const std::string below = text.substr(slash + 1);
  if (above.size() + below.size() > 2 * longest_number) return result + digits_of(above) + "/" + digits_of(below);
  return result + "\\tfrac{" + above + "}{" + below + "}";
}

enum class Level { sum, product, power, atom };

class Writer {
 public:
  explicit Writer(NameStyle style) : style_(style) {}

  std::string write(const Term& term, Level least) const {
    std::string text = bare(term);
    return level(term) < least ? bracketed(text) : text;
  }

 private:
  /// Brackets grow with fractions and roots; what grows cannot be broken.
  static std::string bracketed(const std::string& text) {
    const bool tall = text.find("\\frac{") != std::string::npos || text.find("\\sqrt") != std::string::npos;
    return tall && text.size() <= longest_rigid ? "\\left(" + text + "\\right)" : "(" + text + ")";
  }

  static bool is_plain_number(const Term& term) {
    return term.op() == Operator::number && cln::denominator(term.value()) == 1 && !minusp(term.value());
  }

  static Level level(const Term& term) {
    switch (term.op()) {
      case Operator::sum:
      case Operator::negation:
        return Level::sum;
      case Operator::product:
      case Operator::sum_over:
      case Operator::product_over:
      case Operator::max_over:
      case Operator::min_over:
      case Operator::integral:
      case Operator::limit:
        return Level::product;
      case Operator::number:
        return is_plain_number(term) ? Level::atom : Level::product;
      case Operator::quotient:
        return Level::product;  // as a base; as a factor it needs no brackets
      case Operator::power:
      case Operator::root:
        return Level::power;
      default:
        return Level::atom;
    }
  }

  std::string bare(const Term& term) const {
    const std::vector<Term>& arguments = term.arguments();
    switch (term.op()) {
      case Operator::number:
        return number_text(term.value());
      case Operator::variable:
        return latex_name(term.name(), style_);
      case Operator::sum:
        return sum(arguments);
      case Operator::negation:
        return "-" + factor(arguments[0]);
      case Operator::product:
        return product(arguments);
      case Operator::quotient:
        return quotient(arguments[0], arguments[1]);
      case Operator::power:
        return write(arguments[0], Level::atom) + "^{" + write(arguments[1], Level::sum) + "}";
      case Operator::root:
        return root(arguments);
      case Operator::abs:
        return "\\lvert " + write(arguments[0], Level::sum) + "\\rvert ";
      case Operator::pi:
        return "\\pi ";
      case Operator::e:
        return "\\mathrm{e}";
      case Operator::factorial:
        return write(arguments[0], Level::atom) + "!";
      case Operator::whole:
        return bare(arguments[0]);
      case Operator::element:
        return element(term);
      case Operator::value:
        return write(arguments[0], Level::atom) + "\\left(" + write(arguments[1], Level::sum) + "\\right)";
      case Operator::bound: {
        const std::size_t place = proofs::bound_index(term);
        return place < indices_.size() ? indices_[indices_.size() - 1 - place] : "?";
      }
      case Operator::norm:
        return "\\lVert " + write(arguments[0], Level::sum) + "\\rVert " +
               (arguments.size() > 1 ? "_{" + write(arguments[1], Level::sum) + "}" : "");
      case Operator::spectral:
        return proofs::has_elements(term) ? "\\lVert " + matrix(term) + "\\rVert " : call(term);
      case Operator::norm_infinity:
        return "\\lVert " + write(arguments[0], Level::sum) + "\\rVert_{\\infty}";
      case Operator::dot:
        return "\\langle " + write(arguments[0], Level::sum) + ", " + write(arguments[1], Level::sum) + "\\rangle ";
      case Operator::transpose:
        return write(arguments[0], Level::atom) + "^{\\top}";
      case Operator::floor:
        return "\\lfloor " + write(arguments[0], Level::sum) + "\\rfloor ";
      default:
        return proofs::is_range(term.op())    ? over_range(term)
               : proofs::is_binder(term.op()) ? analysis(term)
                                              : call(term);
    }
  }

  /// A big sign with the range below and above it.
  /// x_i; x_{j,i} for an element of an element, and x_{1,i} for one of x1.
  std::string element(const Term& term) const {
    const Term* of = &term;
    std::string places;
    for (; of->op() == Operator::element; of = &of->arguments()[0]) {
      const std::string place = write(of->arguments()[1], Level::sum);
      places.insert(0, places.empty() ? place : place + ",");
    }
    std::string name = write(*of, Level::atom);
    if (!name.ends_with('}') || name.find("_{") == std::string::npos) return name + "_{" + places + "}";
    name.pop_back();
    return name + "," + places + "}";
  }

  /// Its name, or its elements with the indices of rows and columns.
  std::string matrix(const Term& spectral) const {
    const Term& rows = spectral.arguments()[2];
    const Term* const named = proofs::named_matrix(spectral);
    for (const Term& part : {rows, rows.arguments()[0]}) indices_.push_back(latex_name(index_name(part), style_));
    const std::string places = ")_{" + indices_[indices_.size() - 2] + "," + indices_.back() + "}";
    const Term& element = rows.arguments()[0].arguments()[0];
    std::string text = named != nullptr ? write(*named, Level::sum) : "(" + write(element, Level::product) + places;
    indices_.resize(indices_.size() - 2);
    return text;
  }

  std::string over_range(const Term& term) const {
    const std::string index = latex_name(index_name(term), style_);
    const std::string lower = write(term.arguments()[0], Level::sum);
    const std::string upper = write(term.arguments()[1], Level::sum);
    indices_.push_back(index);
    const std::string body = write(term.arguments()[2], Level::product);
    indices_.pop_back();
    if (term.op() == Operator::sum_over || term.op() == Operator::product_over)
      return (term.op() == Operator::sum_over ? "\\sum_{" : "\\prod_{") + index + "=" + lower + "}^{" + upper + "} " +
             body;
    const std::string range = "_{" + lower + "\\le " + index + "\\le " + upper + "} ";
    if (term.op() == Operator::max_over || term.op() == Operator::min_over)
      return (term.op() == Operator::max_over ? "\\max" : "\\min") + range + body;
    return "[\\forall" + range + body + "]";
  }

  std::string under(const Term& binder, const std::string& name) const {
    indices_.push_back(name);
    std::string body = write(binder.arguments().back(), Level::product);
    indices_.pop_back();
    return body;
  }

  /// Integrals, limits, and what is said of them.
  std::string analysis(const Term& term) const {
    const std::vector<Term>& parts = term.arguments();
    const std::string name = latex_name(index_name(term), style_);
    const std::string body = under(term, name);
    const auto is = [&](long kind) { return is_plain_number(parts[0]) && parts[0].value() == kind; };
    if (term.op() == Operator::sequence) return "(" + body + ")_{" + name + "}";
    if (term.op() == Operator::limit || term.op() == Operator::convergent || term.op() == Operator::eventually) {
      const std::string point = write(parts[1], Level::product);
      const std::string goal = is(3) || is(4) ? "\\infty" : is(0) ? point + "^{+}" : is(1) ? point + "^{-}" : point;
      if (term.op() == Operator::limit) return "\\lim_{" + name + "\\to " + goal + "} " + body;
      return "[" + body + (term.op() == Operator::convergent ? "\\text{ converges}" : sign_text(parts[2])) + ",\\ " +
             name + "\\to " + goal + "]";
    }
    const std::string lower = is(2) || is(3) ? "-\\infty" : write(parts[1], Level::sum);
    const std::string upper = is(1) || is(3) ? "\\infty" : write(parts[2], Level::sum);
    std::string integral = "\\int_{" + lower + "}^{" + upper + "} " + body + "\\,\\mathrm{d}" + name;
    if (term.op() == Operator::integral) return integral;
    if (term.op() == Operator::integrable) return "[" + integral + "\\text{ exists}]";
    return "[" + body + (term.op() == Operator::everywhere ? sign_text(parts[3]) : "\\text{ dominated}") + ",\\ " +
           lower + "<" + name + "<" + upper + "]";
  }

  static std::string sign_text(const Term& sign) {
    const auto is = [&](long kind) { return is_plain_number(sign) && sign.value() == kind; };
    return is(0) ? "=0" : is(1) ? "\\ge 0" : is(2) ? ">0" : "\\ne 0";
  }

  /// The name that the index was given, if nothing around it is called so.
  std::string index_name(const Term& term) const {
    const auto is_taken = [&](const std::string& name) {
      return proofs::mentions(term, name) ||
             std::find(indices_.begin(), indices_.end(), latex_name(name, style_)) != indices_.end();
    };
    if (!term.name().empty() && !is_taken(term.name())) return term.name();
    const bool limit = term.op() == Operator::limit || term.op() == Operator::convergent ||
                       term.op() == Operator::eventually || term.op() == Operator::sequence;
    if (limit && !is_taken("n")) return "n";
    if (!proofs::is_range(term.op()))
      for (const char* name : {"x", "t", "y", "z", "u", "v"})
        if (!is_taken(name)) return name;
    for (const char* name : {"i", "j", "k", "l", "m"})
      if (!is_taken(name)) return name;
    return "i_" + std::to_string(indices_.size());
  }

  /// One factor of a product or a summand: sums in brackets.
  std::string factor(const Term& term) const { return write(term, Level::product); }

  std::string sum(const std::vector<Term>& terms) const {
    std::string text = terms[0].op() == Operator::negation ? bare(terms[0]) : factor(terms[0]);
    for (std::size_t i = 1; i < terms.size(); ++i) {
      const bool minus = terms[i].op() == Operator::negation;
      text += minus ? " - " : " + ";
      text += factor(minus ? terms[i].arguments()[0] : terms[i]);
    }
    return text;
  }

  std::string product(const std::vector<Term>& factors) const {
    std::string text;
    for (std::size_t i = 0; i < factors.size(); ++i) {
      const bool nested = factors[i].op() == Operator::product;
      const std::string next = nested ? bracketed(bare(factors[i])) : factor(factors[i]);
      if (i > 0) {
        const bool digit = !next.empty() && (is_digit(next[0]) || next.starts_with("\\tfrac"));
        const bool word = next.starts_with("\\mathit") || text.find("\\mathit") != std::string::npos;
        const bool bracket = next.starts_with("(") || next.starts_with("\\left(");
        const auto starts = [&](const char* command) { return next.starts_with(command); };
        const bool wide =
            text.size() > short_factors && (starts("\\sqrt") || starts("\\frac") || starts("\\max") || starts("\\min"));
        text += digit ? " \\cdot " : word ? "\\,\\allowbreak " : bracket || wide ? "\\allowbreak " : "";
      }
      text += next;
    }
    return text;
  }

  std::string quotient(const Term& above, const Term& below) const {
    const bool numbers = is_plain_number(above) && is_plain_number(below);
    const std::string numerator = write(above, Level::sum);
    const std::string denominator = write(below, Level::sum);
    if (std::max(numerator.size(), denominator.size()) > longest_rigid)
      return write(above, Level::product) + " /\\allowbreak " + write(below, Level::atom);
    return (numbers ? "\\tfrac{" : "\\frac{") + numerator + "}{" + denominator + "}";
  }

  std::string root(const std::vector<Term>& arguments) const {
    const std::string radicand = write(arguments[1], Level::sum);
    const bool square = arguments[0].op() == Operator::number && arguments[0].value() == 2;
    const std::string degree = write(arguments[0], Level::sum);
    if (radicand.size() > longest_rigid) return "(" + radicand + ")^{1/" + degree + "}";
    return (square ? "\\sqrt{" : "\\sqrt[" + degree + "]{") + radicand + "}";
  }

  std::string call(const Term& term) const {
    const std::string name(proofs::shape(term.op()).name);
    const bool operator_name = proofs::is_surface(term.op()) && name != "max" && name != "min" && name != "cos";
    std::string text = name == "log"      ? "\\ln"
                       : name == "arctan" ? "\\arctan"
                       : operator_name    ? "\\mathrm{" + name + "}"
                                          : "\\" + name;
    const bool set = name == "min" || name == "max";
    text += set ? "\\{" : "(";
    for (std::size_t i = 0; i < term.arguments().size(); ++i)
      text += (i == 0 ? "" : ", ") + write(term.arguments()[i], Level::sum);
    return text + (set ? "\\}" : ")");
  }

  NameStyle style_;
  mutable std::vector<std::string> indices_;  ///< of the binders around, outermost first
};

struct PieceLatex {
  NameStyle style;

  std::string operator()(Symbol symbol) const {
    switch (symbol) {
      case Symbol::greater_equal:
        return " \\ge ";
      case Symbol::greater:
        return " > ";
      case Symbol::less_equal:
        return " \\le ";
      case Symbol::less:
        return " < ";
      case Symbol::equal:
        return " = ";
      case Symbol::not_equal:
        return " \\ne ";
      case Symbol::comma:
        return ", ";
      case Symbol::wide_comma:
        return ",\\;\\allowbreak ";
      case Symbol::arrow:
        return " \\to ";
      case Symbol::exchange:
        return " \\leftrightarrow ";
      case Symbol::definition:
        return " := ";
      case Symbol::member:
        return " \\in ";
      case Symbol::open:
        return "(";
      case Symbol::close:
        return ")";
      case Symbol::open_square:
        return "[";
      case Symbol::close_square:
        return "]";
      case Symbol::plus:
        return " + ";
      case Symbol::minus:
        return "-";
      case Symbol::times:
        return "\\,";
      case Symbol::infinity:
        return "\\infty ";
    }
    return "";
  }
  std::string operator()(const Term& term) const { return Writer(style).write(term, Level::sum); }
  std::string operator()(const Tuple& tuple) const {
    std::string text;
    for (const Term& entry : tuple.entries) text += (text.empty() ? "" : ", ") + Writer(style).write(entry, Level::sum);
    return "(" + text + ")";
  }
  std::string operator()(const Matrix& matrix) const {
    std::string text;
    for (const auto& row : matrix.rows) {
      std::string line;
      for (const Rational& entry : row) line += (line.empty() ? "" : " & ") + proofs::to_text(entry);
      text += (text.empty() ? "" : " \\\\ ") + line;
    }
    return "\\left(\\begin{smallmatrix}" + text + "\\end{smallmatrix}\\right)";
  }
  std::string operator()(const Decimal& decimal) const {
    const auto dots = decimal.digits.find("...");
    if (dots == std::string::npos) return digits_of(decimal.digits);
    const auto power = decimal.digits.find("^", dots);
    const std::string exponent = power == std::string::npos ? "" : decimal.digits.substr(power + 1);
    return digits_of(decimal.digits.substr(0, dots)) + "\\ldots " +
           (exponent.empty() ? "" : "\\cdot 10^{" + exponent + "}");
  }
  std::string operator()(const CyclicSum& sum) const {
    const std::string variables = latex_formula(names_list(sum.variables), style);
    return "\\sum_{\\mathrm{cyc}(" + variables + ")} " + Writer(style).write(sum.term, Level::product);
  }
};

}  // namespace

std::string latex_formula(const Formula& formula, NameStyle style) {
  std::string text;
  for (const Piece& piece : formula.pieces) text += std::visit(PieceLatex{style}, piece);
  return text;
}

}  // namespace geq::render
