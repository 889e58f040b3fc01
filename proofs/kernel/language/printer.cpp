// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/language/printer.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "proofs/kernel/integrals.hpp"

namespace geq::proofs {

namespace {

/// How tightly an expression holds together; an operand that holds less than its place demands gets parentheses.
enum class Level { sum, negation, product, power, atom };

/// The finite decimal of a positive number that is not an integer: what the parser reads as that number. None if there
/// is no finite decimal, or only one that is too long to be read.
std::optional<std::string> decimal(const Rational& value) {
  if (bit_size(value) > 8 * max_digits) return std::nullopt;
  const Integer denominator = cln::denominator(value);
  const std::size_t twos = cln::ord2(denominator);
  const Integer odd = denominator >> Integer(static_cast<unsigned long>(twos));
  // A power of 5 with b bits is 5^k for the one k with b - 1 <= k log2(5) < b; log2(5) = 2.3219281 to the places
  // needed.
  const std::size_t fives = cln::integer_length(odd) * 1000000 / 2321928;
  if (power(Rational(5), fives) != odd) return std::nullopt;
  const std::size_t places = std::max(twos, fives);
  if (places >= max_digits) return std::nullopt;
  const Rational scaled = value * power(Rational(10), places);
  std::string digits = to_text(scaled);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (digits.size() > max_digits) return std::nullopt;
  digits.insert(digits.end() - static_cast<std::ptrdiff_t>(places), '.');
  return digits;
}

/// A number becomes what the parser would make of it: a nonnegative integer or decimal, under a quotient and a negation
/// if need be. Other terms stay.
Term as_parsed(const Term& term) {
  if (term.op() != Operator::number) return term;
  const Rational& value = term.value();
  if (sign(value) < 0) return Term::apply(Operator::negation, {Term::number(-value)});
  const Integer denominator = cln::denominator(value);
  if (denominator == 1 || decimal(value)) return term;
  return Term::apply(Operator::quotient, {Term::number(cln::numerator(value)), Term::number(denominator)});
}

class Printer {
 public:
  std::string text;

  void print(const Term& term, Level least) {
    const Term shown = as_parsed(term);
    const bool parentheses = level(shown) < least;
    if (parentheses) text += '(';
    print_bare(shown);
    if (parentheses) text += ')';
  }

 private:
  static Level level(const Term& term) {
    switch (term.op()) {
      case Operator::sum:
        return Level::sum;
      case Operator::negation:
        return Level::negation;
      case Operator::product:
      case Operator::quotient:
        return Level::product;
      case Operator::power:
        return Level::power;
      default:
        return Level::atom;
    }
  }

  void print_bare(const Term& term) {
    const std::vector<Term>& arguments = term.arguments();
    switch (term.op()) {
      case Operator::number:
        text += decimal_or_integer(term.value());
        return;
      case Operator::variable:
        text += term.name();
        return;
      case Operator::sum:
        return print_sum(arguments);
      case Operator::negation:
        text += '-';
        return print(arguments.at(0), Level::product);
      case Operator::product:
        return print_product(arguments);
      case Operator::quotient:
        print(arguments.at(0), Level::product);
        text += '/';
        return print(arguments.at(1), Level::power);
      case Operator::power:
        print(arguments.at(0), Level::atom);
        text += '^';
        return print(arguments.at(1), Level::power);
      case Operator::factorial:
        print(arguments.at(0), Level::atom);
        text += '!';
        return;
      case Operator::whole:
        return print(arguments.at(0), Level::atom);
      case Operator::element:
        print(arguments.at(0), Level::atom);
        text += '[';
        print(arguments.at(1), Level::sum);
        text += ']';
        return;
      case Operator::value:
        print(arguments.at(0), Level::atom);
        text += '(';
        print(arguments.at(1), Level::sum);
        text += ')';
        return;
      case Operator::bound:
        text += indices_.at(indices_.size() - 1 - bound_index(term));
        return;
      default:
        return is_range(term.op())    ? print_binder(term)
               : is_binder(term.op()) ? print_analysis(term)
                                      : print_call(term);
    }
  }

  void print_binder(const Term& term) {
    const std::string index = free_index(term);
    text.append(shape(term.op()).name).append("(").append(index).append(" in ");
    print(term.arguments().at(0), Level::sum);
    text += "..";
    print(term.arguments().at(1), Level::sum);
    text += ", ";
    indices_.push_back(index);
    print(term.arguments().at(2), Level::sum);
    indices_.pop_back();
    text += ')';
  }

  /// int(x in 0..oo, f), lim(n -> oo, f), dominated(f, n, x in 0..1), and what certificates say of them.
  void print_analysis(const Term& term) {
    const std::vector<Term>& parts = term.arguments();
    if (term.op() == Operator::sequence) return print_under(term, free_index(term));
    const std::string variable = free_index(term);
    text.append(shape(term.op()).name).append("(");
    if (term.op() == Operator::dominated) {
      indices_.push_back(variable);
      const Term& members = parts.at(3);
      const std::string index = members.op() == Operator::sequence ? free_index(members) : "n";
      members.op() == Operator::sequence ? print_under(members, index) : print(members, Level::sum);
      indices_.pop_back();
      text.append(", ").append(index).append(", ").append(variable);
      print_interval(parts);
      text += ')';
      return;
    }
    text += variable;
    const bool interval =
        term.op() == Operator::integral || term.op() == Operator::integrable || term.op() == Operator::everywhere;
    interval ? print_interval(parts) : print_way(term);
    if (term.op() == Operator::everywhere || term.op() == Operator::eventually)
      text.append(", ").append(sign_word(parts.at(parts.size() - 2)));
    text += ", ";
    print_under(term, variable);
    text += ')';
  }

  void print_under(const Term& binder, const std::string& variable) {
    indices_.push_back(variable);
    print(binder.arguments().back(), Level::sum);
    indices_.pop_back();
  }

  void print_interval(const std::vector<Term>& parts) {
    const bool below = is_kind(parts.at(0), 2) || is_kind(parts.at(0), 3);
    const bool above = is_kind(parts.at(0), 1) || is_kind(parts.at(0), 3);
    text += " in ";
    below ? static_cast<void>(text += "-oo") : print(parts.at(1), Level::sum);
    text += "..";
    above ? static_cast<void>(text += "oo") : print(parts.at(2), Level::sum);
  }

  void print_way(const Term& term) {
    const Term& kind = term.arguments().at(0);
    text += " -> ";
    if (is_kind(kind, 3) || is_kind(kind, 4)) {
      text += "oo";
      const bool understood = term.op() == Operator::limit && needs_integer(term.arguments().back());
      if (is_kind(kind, 4) && !understood) text += " integer";
      return;
    }
    print(term.arguments().at(1), Level::negation);
    text += is_kind(kind, 0) ? "+" : is_kind(kind, 1) ? "-" : "";
  }

  static bool is_kind(const Term& term, long kind) { return term.op() == Operator::number && term.value() == kind; }

  static std::string_view sign_word(const Term& sign) {
    return is_kind(sign, 0) ? "zero" : is_kind(sign, 1) ? "nonnegative" : is_kind(sign, 2) ? "positive" : "nonzero";
  }

  /// The name that the index was given, or another one where that is a variable of the body or bound already.
  std::string free_index(const Term& term) const {
    const auto taken = [&](const std::string& name) {
      return mentions(term, name) || std::find(indices_.begin(), indices_.end(), name) != indices_.end();
    };
    if (!term.name().empty() && term.name().find(' ') == std::string::npos && !taken(term.name())) return term.name();
    const bool limit = term.op() == Operator::limit || term.op() == Operator::convergent ||
                       term.op() == Operator::eventually || term.op() == Operator::sequence;
    if (limit && !taken("n")) return "n";
    if (!is_range(term.op()))
      for (const char* name : {"x", "t", "y", "z", "u", "v"})
        if (!taken(name)) return name;
    for (const char* name : {"i", "j", "k", "l", "m", "n"})
      if (!taken(name)) return name;
    std::size_t number = 1;
    while (taken("i" + std::to_string(number))) ++number;
    return "i" + std::to_string(number);
  }

  static std::string decimal_or_integer(const Rational& value) {
    return cln::denominator(value) == 1 ? to_text(value) : decimal(value).value();
  }

  void print_sum(const std::vector<Term>& terms) {
    print(terms.at(0), Level::negation);
    for (std::size_t i = 1; i < terms.size(); ++i) {
      const Term shown = as_parsed(terms[i]);
      const bool minus = shown.op() == Operator::negation;
      text += minus ? " - " : " + ";
      print(minus ? shown.arguments().at(0) : shown, Level::product);
    }
  }

  /// A quotient may stand first (a/b*c is (a/b)*c); a product in a product keeps its parentheses.
  void print_product(const std::vector<Term>& factors) {
    const bool quotient = as_parsed(factors.at(0)).op() == Operator::quotient;
    print(factors.at(0), quotient ? Level::product : Level::power);
    for (std::size_t i = 1; i < factors.size(); ++i) {
      text += '*';
      print(factors[i], Level::power);
    }
  }

  void print_call(const Term& term) {
    const std::vector<Term>& arguments = term.arguments();
    if (term.op() == Operator::pi || term.op() == Operator::e) {
      text += term.op() == Operator::pi ? "pi" : "e";
      return;
    }
    if (term.op() == Operator::norm_infinity) {
      text += "norm(";
      print(arguments.at(0), Level::sum);
      text += ", oo)";
      return;
    }
    if (term.op() == Operator::spectral && has_elements(term)) return print_spectral(term);
    const bool root = term.op() == Operator::root && arguments.at(0).op() == Operator::number;
    const bool square = root && arguments[0].value() == 2;
    const bool cube = root && arguments[0].value() == 3;
    text += square ? "sqrt" : cube ? "cbrt" : shape(term.op()).name;
    text += '(';
    for (std::size_t i = square || cube ? 1 : 0; i < arguments.size(); ++i) {
      print(arguments[i], Level::sum);
      text += i + 1 < arguments.size() ? ", " : ")";
    }
  }

  /// norm(A); of what has no name, by its elements: norm(i, j: f).
  void print_spectral(const Term& term) {
    text += "norm(";
    const Term& rows = term.arguments().at(2);
    const Term* const matrix = named_matrix(term);
    indices_.push_back(matrix == nullptr ? free_index(rows) : "");
    indices_.push_back(matrix == nullptr ? free_index(rows.arguments().at(0)) : "");
    if (matrix == nullptr) text.append(indices_[indices_.size() - 2]).append(", ").append(indices_.back()).append(": ");
    print(matrix == nullptr ? rows.arguments().at(0).arguments().at(0) : *matrix, Level::sum);
    indices_.resize(indices_.size() - 2);
    text += ')';
  }

  std::vector<std::string> indices_;  ///< of the binders around, outermost first
};

std::string joined_texts(const std::vector<Term>& terms) {
  std::string result;
  for (const Term& term : terms) result.append(result.empty() ? "" : ", ").append(to_text(term));
  return result;
}

std::string sort_text(const Declaration& declaration) {
  switch (declaration.sort) {
    case Declaration::Sort::integer:
      return " : integer";
    case Declaration::Sort::vector:
      return " : vector(" + joined_texts(declaration.sizes) + ")";
    case Declaration::Sort::matrix:
      return " : matrix(" + joined_texts(declaration.sizes) + ")";
    case Declaration::Sort::convex:
      return " : convex";
    case Declaration::Sort::concave:
      return " : concave";
    case Declaration::Sort::real:
      break;
  }
  return declaration.kind == Declaration::Kind::real ? " : real" : "";
}

std::string names_text(const Declaration& declaration) {
  std::string result;
  for (std::size_t i = 0; i < declaration.names.size(); ++i) {
    result += (i == 0 ? "" : ", ") + declaration.names[i];
    if (declaration.lengths.empty()) continue;
    for (const Term& length : declaration.lengths[i]) result.append("[").append(to_text(length)).append("]");
  }
  return result;
}

std::string joined(const std::vector<std::string>& names) {
  std::string result;
  for (const std::string& name : names) result += (result.empty() ? "" : ", ") + name;
  return result;
}

std::string to_text(const Declaration& declaration) {
  const std::string names = names_text(declaration) + sort_text(declaration);
  switch (declaration.kind) {
    case Declaration::Kind::real:
      return "let " + names + "\n";
    case Declaration::Kind::triangle:
      return "let triangle " + names_text(declaration) + "\n";
    case Declaration::Kind::compared:
      return "let " + names + " " + std::string(to_text(declaration.comparison.value())) + " " +
             to_text(declaration.bounds.at(0).value) + "\n";
    case Declaration::Kind::interval:
      break;
  }
  const Declaration::Bound& lower = declaration.bounds.at(0);
  const Declaration::Bound& upper = declaration.bounds.at(1);
  return "let " + names + " in " + (lower.open ? "(" : "[") + to_text(lower.value) + ", " + to_text(upper.value) +
         (upper.open ? ")\n" : "]\n");
}

}  // namespace

std::string to_text(const Term& term) {
  Printer printer;
  printer.print(term, Level::sum);
  return std::move(printer.text);
}

std::string to_text(const Relation& relation) {
  return to_text(Chain{{relation.left, relation.right}, {relation.comparison}});
}

std::string to_text(const Chain& chain) {
  std::string result = to_text(chain.links.at(0));
  for (std::size_t i = 0; i < chain.comparisons.size(); ++i)
    result.append(" ").append(to_text(chain.comparisons[i])).append(" ").append(to_text(chain.links.at(i + 1)));
  return result;
}

std::string to_text(const Assumption& assumption) {
  std::string result = to_text(static_cast<const Chain&>(assumption));
  for (const Range& range : assumption.ranges)
    result.append(&range == &assumption.ranges.front() ? " for " : ", ")
        .append(range.index + " in " + (range.real ? "(" : "") + to_text(range.lower) + (range.real ? ", " : "..") +
                to_text(range.upper) + (range.real ? ")" : ""));
  return result;
}

std::string to_text(const Statement& statement) {
  std::string result;
  std::vector<std::string> undeclared = statement.variables;
  for (const Declaration& declaration : statement.declarations) {
    result += to_text(declaration);
    std::erase_if(undeclared, [&](const std::string& name) {
      return std::find(declaration.names.begin(), declaration.names.end(), name) != declaration.names.end();
    });
  }
  if (!undeclared.empty()) result += "let " + joined(undeclared) + " : real\n";
  for (const Assumption& assumption : statement.assumptions) result += "assume " + to_text(assumption) + "\n";
  for (std::size_t i = 0; i < statement.goals.size(); ++i)
    result += (i == 0 ? "prove " : " and ") + to_text(statement.goals[i]);
  return result + "\n";
}

}  // namespace geq::proofs
