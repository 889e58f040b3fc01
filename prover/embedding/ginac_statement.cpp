// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/embedding/ginac_statement.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace geq {
namespace {

using GiNaC::ex;
using GiNaC::ex_to;
using GiNaC::is_a;

constexpr std::size_t most_depth = 1000;  // far beyond what the language reads, and far from the end of the stack

[[noreturn]] void refuse(const std::string& what) { throw std::invalid_argument("geq: " + what); }

/// GiNaC counts symbols as they are made; that order is the same on every run.
unsigned age(const GiNaC::symbol& symbol) {
  struct Serial : GiNaC::symbol {
    static unsigned of(const GiNaC::symbol& s) { return s.*(&Serial::serial); }
  };
  return Serial::of(symbol);
}

/// By name, then by age.
using Symbols = std::map<std::pair<std::string, unsigned>, ex>;

void collect_symbols(const ex& expression, Symbols& symbols, std::size_t depth) {
  if (depth > most_depth) refuse("the expression is nested more than " + std::to_string(most_depth) + " deep");
  if (is_a<GiNaC::symbol>(expression)) {
    const auto& symbol = ex_to<GiNaC::symbol>(expression);
    symbols.try_emplace({symbol.get_name(), age(symbol)}, expression);
  }
  for (std::size_t i = 0; i < expression.nops(); ++i) collect_symbols(expression.op(i), symbols, depth + 1);
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// One letter, alone or with digits; not e, which is a constant of the language.
bool may_keep(const std::string& name) {
  return !name.empty() && is_ascii_letter(name[0]) && name != "e" &&
         std::all_of(name.begin() + 1, name.end(), is_digit);
}

std::string fresh_name(const std::string& name, const std::set<std::string>& used) {
  const auto letter = std::find_if(name.begin(), name.end(), is_ascii_letter);
  const char first = letter == name.end() ? 'x' : *letter;
  for (unsigned number = 1;; ++number) {
    std::string candidate = first + std::to_string(number);
    if (!used.contains(candidate)) return candidate;
  }
}

/// How tightly a text holds together, loosest first.
enum class Level { sum, product, power, atom };

struct Text {
  std::string text;
  Level level;
  bool is_negated = false;  ///< of a summand: stands for -text
  long degree = 0;          ///< for sorting: of a polynomial its degree, else 0
};

std::string at_least(Level level, const Text& text) { return text.level < level ? "(" + text.text + ")" : text.text; }

/// What summands of equal degree are sorted by: the letters without the coefficient, x^2 before x*y.
std::string sorting_key(const std::string& text) {
  std::string key = text.substr(std::min(text.find_first_not_of("0123456789/*"), text.size()));
  std::replace(key.begin(), key.end(), '*', '~');
  return key;
}

/// Higher degree first.
bool comes_first(const Text& left, const Text& right) {
  if (left.degree != right.degree) return left.degree > right.degree;
  return std::pair(sorting_key(left.text), left.text) < std::pair(sorting_key(right.text), right.text);
}

class Writer {
 public:
  explicit Writer(const SymbolNames& names) : names_(names) {}

  std::string relation(const ex& expression) {
    if (!is_a<GiNaC::relational>(expression)) refuse("this is not a relation: " + shown(expression));
    return of(expression.lhs(), 0).text + " " + sign(expression) + " " + of(expression.rhs(), 0).text;
  }

  static std::string sign(const ex& relation) {
    using GiNaC::info_flags;
    if (relation.info(info_flags::relation_greater_or_equal)) return ">=";
    if (relation.info(info_flags::relation_greater)) return ">";
    if (relation.info(info_flags::relation_less_or_equal)) return "<=";
    if (relation.info(info_flags::relation_less)) return "<";
    return relation.info(info_flags::relation_equal) ? "=" : "!=";
  }

  const std::string& name(const GiNaC::symbol& symbol) const {
    for (const auto& [known, name] : names_) {
      if (age(ex_to<GiNaC::symbol>(known)) == age(symbol)) return name;
    }
    throw std::logic_error("ginac_statement: a symbol without a name");
  }

 private:
  static std::string shown(const ex& expression) {
    std::ostringstream out;
    out << expression;
    return out.str().substr(0, 200);
  }

  Text of(const ex& expression, std::size_t depth) {
    if (depth > most_depth) refuse("the expression is nested more than " + std::to_string(most_depth) + " deep");
    if (is_a<GiNaC::symbol>(expression)) return {name(ex_to<GiNaC::symbol>(expression)), Level::atom, false, 1};
    if (is_a<GiNaC::numeric>(expression)) return closed(number(ex_to<GiNaC::numeric>(expression)));
    if (is_a<GiNaC::add>(expression)) return sum(expression, depth);
    if (is_a<GiNaC::mul>(expression)) return product(expression, depth);
    if (is_a<GiNaC::power>(expression)) return power(expression, depth);
    if (is_a<GiNaC::function>(expression)) return function(expression, depth);
    if (expression.is_equal(GiNaC::Pi)) return {"pi", Level::atom};
    refuse("geq cannot state this: " + shown(expression));
  }

  static Text number(const GiNaC::numeric& value) {
    if (!value.is_rational()) refuse("not an exact rational number: " + shown(value));
    const GiNaC::numeric magnitude = GiNaC::abs(value);
    return {shown_exactly(magnitude), magnitude.is_integer() ? Level::atom : Level::product, value.is_negative()};
  }

  static std::string shown_exactly(const GiNaC::numeric& value) {
    std::ostringstream out;
    out << value;
    return out.str();
  }

  Text sum(const ex& expression, std::size_t depth) {
    std::vector<Text> terms;
    terms.reserve(expression.nops());
    for (std::size_t i = 0; i < expression.nops(); ++i) terms.push_back(signed_term(expression.op(i), depth + 1));
    std::sort(terms.begin(), terms.end(), comes_first);
    Text result{"", Level::sum, false, terms.front().degree};
    for (const Text& term : terms) {
      if (result.text.empty()) {
        result.text = term.is_negated ? "-" : "";
      } else {
        result.text += term.is_negated ? " - " : " + ";
      }
      result.text += at_least(Level::product, term);
    }
    return result;
  }

  /// Numbers and products with a negative coefficient give up their sign.
  Text signed_term(const ex& expression, std::size_t depth) {
    if (is_a<GiNaC::numeric>(expression)) {
      Text constant = number(ex_to<GiNaC::numeric>(expression));
      constant.degree = -1;  // comes last
      return constant;
    }
    if (is_a<GiNaC::mul>(expression)) return unsigned_product(expression, depth);
    return closed(of(expression, depth));
  }

  Text product(const ex& expression, std::size_t depth) { return closed(unsigned_product(expression, depth)); }

  /// With the sign written.
  static Text closed(Text text) {
    if (!text.is_negated) return text;
    return {"-" + at_least(Level::product, text), Level::sum, false, text.degree};
  }

  Text unsigned_product(const ex& expression, std::size_t depth) {
    std::string coefficient;
    bool is_negated = false;
    std::vector<Text> factors;
    std::vector<Text> denominators;
    long degree = 0;
    for (std::size_t i = 0; i < expression.nops(); ++i) {
      const ex factor = expression.op(i);
      if (is_a<GiNaC::numeric>(factor)) {
        const Text value = number(ex_to<GiNaC::numeric>(factor));
        is_negated = value.is_negated;
        if (value.text != "1") coefficient = value.text;
      } else if (divides(factor)) {
        denominators.push_back(closed(of(inverse(factor), depth + 1)));
      } else {
        factors.push_back(closed(of(factor, depth + 1)));
        degree += factors.back().degree;
      }
    }
    std::string text = coefficient;
    for (const std::string& factor : sorted_factors(factors)) text += (text.empty() ? "" : "*") + factor;
    if (text.empty()) text = "1";
    for (const std::string& factor : sorted_factors(denominators)) text += "/" + factor;
    return {text, Level::product, is_negated, degree};
  }

  /// By the letters alone: a*b^2, not b^2*a.
  static std::vector<std::string> sorted_factors(const std::vector<Text>& factors) {
    std::vector<std::string> texts;
    texts.reserve(factors.size());
    for (const Text& factor : factors) texts.push_back(at_least(Level::power, factor));
    std::sort(texts.begin(), texts.end());
    return texts;
  }

  /// x^(-2): written as a denominator.
  static bool divides(const ex& factor) {
    return is_a<GiNaC::power>(factor) && factor.op(1).info(GiNaC::info_flags::negative) &&
           is_a<GiNaC::numeric>(factor.op(1));
  }
  static ex inverse(const ex& factor) { return GiNaC::pow(factor.op(0), -factor.op(1)); }

  Text power(const ex& expression, std::size_t depth) {
    if (divides(expression))
      return {"1/" + at_least(Level::power, closed(of(inverse(expression), depth))), Level::product};
    const Text base = closed(of(expression.op(0), depth + 1));
    const ex exponent = expression.op(1);
    if (exponent.is_equal(GiNaC::numeric(1, 2))) return {"sqrt(" + base.text + ")", Level::atom};
    const Text written = closed(of(exponent, depth + 1));
    const bool is_natural = exponent.info(GiNaC::info_flags::nonnegint);
    const long degree = is_natural && exponent < 1000000 ? base.degree * ex_to<GiNaC::numeric>(exponent).to_long() : 0;
    return {at_least(Level::atom, base) + "^" + at_least(Level::atom, written), Level::power, false, degree};
  }

  Text function(const ex& expression, std::size_t depth) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> known{{{"abs", "abs"},
                                                                                          {"exp", "exp"},
                                                                                          {"log", "log"},
                                                                                          {"sin", "sin"},
                                                                                          {"cos", "cos"},
                                                                                          {"tan", "tan"},
                                                                                          {"atan", "arctan"},
                                                                                          {"sinh", "sinh"},
                                                                                          {"cosh", "cosh"},
                                                                                          {"tanh", "tanh"}}};
    const std::string name = ex_to<GiNaC::function>(expression).get_name();
    const auto entry =
        std::find_if(known.begin(), known.end(), [&name](const auto& pair) { return pair.first == name; });
    if (entry == known.end() || expression.nops() != 1) refuse("there is no function '" + name + "' in geq's language");
    return {std::string(entry->second) + "(" + closed(of(expression.op(0), depth + 1)).text + ")", Level::atom};
  }

  const SymbolNames& names_;
};

bool is_order(const ex& relation) {
  const std::string sign = Writer::sign(relation);
  return sign != "=" && sign != "!=";
}

/// The assumption compares the symbol with something: the symbol is real.
bool orders(const ex& assumption, const ex& symbol) {
  if (!is_a<GiNaC::relational>(assumption) || !is_order(assumption)) return false;
  return assumption.lhs().is_equal(symbol) || assumption.rhs().is_equal(symbol);
}

/// `symbol sign number`: said where the symbol is declared.
bool is_domain(const ex& assumption, const ex& symbol) {
  return orders(assumption, symbol) && assumption.lhs().is_equal(symbol) && is_a<GiNaC::numeric>(assumption.rhs());
}

}  // namespace

SymbolNames name_symbols(const std::vector<GiNaC::ex>& expressions) {
  Symbols symbols;
  for (const ex& expression : expressions) collect_symbols(expression, symbols, 0);
  std::set<std::string> used;
  for (const auto& [key, symbol] : symbols) {
    if (may_keep(key.first)) used.insert(key.first);
  }
  std::set<std::string> kept;
  SymbolNames names;
  for (const auto& [key, symbol] : symbols) {
    std::string name = key.first;
    if (!may_keep(name) || !kept.insert(name).second) name = fresh_name(name, used);
    used.insert(name);
    names.emplace_back(symbol, name);
  }
  return names;
}

namespace {

/// The line that declares the symbol; an assumption that it repeats is marked as said.
std::string declaration(const ex& symbol, const std::string& name, const std::vector<ex>& assumptions,
                        std::vector<bool>& is_said, Writer& writer) {
  const auto kind = ex_to<GiNaC::symbol>(symbol).get_domain();
  const bool is_ordered = std::any_of(assumptions.begin(), assumptions.end(),
                                      [&symbol](const ex& assumption) { return orders(assumption, symbol); });
  if (kind == GiNaC::domain::complex && !is_ordered)
    refuse("the symbol '" + ex_to<GiNaC::symbol>(symbol).get_name() +
           "' is complex: use a realsymbol or assume an order, as in x >= 0");
  if (kind == GiNaC::domain::positive) return "let " + name + " > 0\n";
  const auto domain = std::find_if(assumptions.begin(), assumptions.end(),
                                   [&symbol](const ex& assumption) { return is_domain(assumption, symbol); });
  if (domain == assumptions.end()) return "let " + name + " : real\n";
  is_said[static_cast<std::size_t>(domain - assumptions.begin())] = true;
  return "let " + writer.relation(*domain) + "\n";
}

}  // namespace

std::string statement_text(const GiNaC::ex& goal, const std::vector<GiNaC::ex>& assumptions, const SymbolNames& names) {
  Writer writer(names);
  std::vector<bool> is_said(assumptions.size(), false);
  std::string text;
  for (const auto& [symbol, name] : names) text += declaration(symbol, name, assumptions, is_said, writer);
  for (std::size_t i = 0; i < assumptions.size(); ++i) {
    if (!is_said[i]) text += "assume " + writer.relation(assumptions[i]) + "\n";
  }
  return text + "prove " + writer.relation(goal) + "\n";
}

}  // namespace geq
