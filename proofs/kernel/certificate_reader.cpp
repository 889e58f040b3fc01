// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <functional>
#include <map>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/certificate_analysis.hpp"
#include "proofs/kernel/certificate_plain.hpp"
#include "proofs/kernel/certificate_words.hpp"
#include "proofs/kernel/language/names.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

class Reader {
 public:
  Reader(std::string_view text, const std::vector<std::string>& variables) : rest_(text), names_(variables) {}

  Result<Certificate, Malformed> read() {
    try {
      const WorkLimit limit(max_work);
      if (rest_.size() > max_certificate_bytes) throw Bad{"the certificate is too long"};
      if (next_line() != "geq certificate 1") throw Bad{"expected 'geq certificate 1'"};
      const std::string_view kind = next_line();
      if (kind == "prove") return Certificate(proof());
      if (kind == "refute") return Certificate(refutation());
      throw Bad{"expected 'prove' or 'refute'"};
    } catch (const Bad& bad) {
      return Malformed{line_, bad.message};
    } catch (const LimitExceeded& limit) {
      return Malformed{line_, limit.what()};
    }
  }

 private:
  /// The next line that is not empty or a comment; empty at the end of the text.
  std::string_view next_line() {
    while (!rest_.empty()) {
      const auto end = rest_.find('\n');
      std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
      ++line_;
      line = trimmed(line.substr(0, line.find('#')));
      if (!line.empty()) return line;
    }
    return {};
  }

  Refutation refutation() {
    Refutation result;
    std::string_view line = next_line();
    if (line.find(';') != std::string_view::npos) {
      result.root = root(line);
      line = next_line();
    }
    for (; !line.empty(); line = next_line()) {
      if (line == "by") {
        result.steps = proof().steps;
        if (result.steps.empty()) throw Bad{"expected steps after 'by'"};
        break;
      }
      const auto parts = split(line, '=');
      if (parts.size() != 2) throw Bad{"expected 'variable = value'"};
      if (parts[0].ends_with(')')) {
        result.functions.push_back(function(parts[0], parts[1]));
        continue;
      }
      if (const auto value = rational_from_text(parts[1]); value || !result.root)
        result.point.emplace_back(place(parts[0]), rational(parts[1]));
      else
        result.in_root.emplace_back(place(parts[0]), in_root(parts[1], result.root->name));
    }
    return result;
  }

  /// f(t) = t^2
  static FunctionWitness function(std::string_view head, std::string_view text) {
    const auto opening = head.find('(');
    if (opening == std::string_view::npos) throw Bad{"expected 'function(argument) = expression'"};
    const std::string argument = name(trimmed(head.substr(opening + 1, head.size() - opening - 2)));
    const auto body = parse_term(text, {argument});
    if (!body) throw Bad{body.error().message};
    return {name(trimmed(head.substr(0, opening))), closed(body.value(), argument)};
  }

  /// root r; r^2 - 2; 1; 2
  Root root(std::string_view line) {
    const auto parts = split(line, ';');
    if (parts.size() != 4 || !parts[0].starts_with("root ")) throw Bad{"expected 'root name; polynomial; low; high'"};
    const std::string_view wanted = trimmed(parts[0].substr(5));
    if (std::find(names_.begin(), names_.end(), wanted) != names_.end())
      throw Bad{"the name of the root is that of a variable"};
    const std::string root_name = fresh(wanted);
    return {root_name, in_root(parts[1], root_name), rational(parts[2]), rational(parts[3])};
  }

  Univariate in_root(std::string_view text, const std::string& root_name) {
    auto result = univariate(polynomial(text), Atom::variable(root_name));
    if (!result) throw Bad{"expected a polynomial in the root"};
    return std::move(*result);
  }

  Proof proof() {
    Proof result;
    for (std::string_view line = next_line(); !line.empty(); line = next_line()) {
      const auto space = line.find(' ');
      const std::string_view keyword = line.substr(0, space);
      const std::string_view data = space == std::string_view::npos ? std::string_view() : trimmed(line.substr(space));
      result.steps.push_back(step(keyword, data));
    }
    return result;
  }

  Step step(std::string_view keyword, std::string_view data) {
    using Parse = std::function<Step(Reader&, std::string_view)>;
    static const std::map<std::string_view, Parse> parsers{
        {"visible", [](Reader&, std::string_view d) { return without_data(Visible{}, d); }},
        {"smallest", [](Reader&, std::string_view d) { return smallest(d); }},
        {"negate", [](Reader&, std::string_view d) { return Negate{names(d)}; }},
        {"cases", [](Reader& r, std::string_view d) { return Cases{r.polynomial(d)}; }},
        {"put", [](Reader& r, std::string_view d) { return r.put(d); }},
        {"generalise", [](Reader& r, std::string_view d) { return r.generalise(d); }},
        {"have", [](Reader& r, std::string_view d) { return Have{r.fact(d)}; }},
        {"forget", [](Reader&, std::string_view d) { return forget(d); }},
        {"absurd", [](Reader&, std::string_view d) { return without_data(Absurd{}, d); }},
        {"both-signs", [](Reader&, std::string_view d) { return without_data(BothSigns{}, d); }},
        {"apart", [](Reader&, std::string_view d) { return apart(d); }},
        {"clear", [](Reader&, std::string_view d) { return clear(d); }},
        {"combination", [](Reader& r, std::string_view d) { return r.combination(d); }},
        {"rewrite", [](Reader& r, std::string_view d) { return r.rewrite(d); }},
        {"divide", [](Reader& r, std::string_view d) { return Divide{r.polynomial(d)}; }},
        {"homogenise", [](Reader& r, std::string_view d) { return Homogenise{r.fresh(d)}; }},
        {"compare-powers", [](Reader& r, std::string_view d) { return r.compare_powers(d); }},
        {"root-facts", [](Reader& r, std::string_view d) { return RootFacts{r.polynomial(d)}; }},
        {"floor-facts", [](Reader& r, std::string_view d) { return FloorFacts{r.polynomial(d)}; }},
        {"value", [](Reader& r, std::string_view d) { return r.value(d); }},
        {"name", [](Reader& r, std::string_view d) { return r.name_atom(d); }},
        {"eliminate", [](Reader&, std::string_view d) { return eliminate(d); }},
        {"means", [](Reader& r, std::string_view d) { return r.means(d); }},
        {"one-variable", [](Reader&, std::string_view d) { return without_data(OneVariable{}, d); }},
        {"two-variables", [](Reader&, std::string_view d) { return without_data(TwoVariables{}, d); }},
        {"group", [](Reader&, std::string_view d) { return group(d); }},
        {"quadratic", [](Reader&, std::string_view d) { return Quadratic{name(d)}; }},
        {"open-cells",
         [](Reader& r, std::string_view d) {
           return open_cells(d, [&r](std::string_view text) { return r.polynomial(text); });
         }},
        {"instance", [](Reader& r, std::string_view d) { return r.at_an_index<Instance>("instance", d); }},
        {"for-each", [](Reader& r, std::string_view d) { return r.for_each(d); }},
        {"sum-of", [](Reader&, std::string_view d) { return SumOf{number<std::size_t>(d)}; }},
        {"telescope", [](Reader& r, std::string_view d) { return r.telescope(d); }},
        {"count", [](Reader& r, std::string_view d) { return r.count(d); }},
        {"last-term", [](Reader& r, std::string_view d) { return LastTerm{r.polynomial(d)}; }},
        {"one-term", [](Reader& r, std::string_view d) { return r.at_an_index<OneTerm>("one-term", d); }},
        {"swap-sums", [](Reader& r, std::string_view d) { return SwapSums{r.polynomial(d)}; }},
        {"extremum", [](Reader& r, std::string_view d) { return r.extremum(d); }},
        {"cauchy-schwarz", [](Reader& r, std::string_view d) { return r.cauchy_schwarz(d); }},
        {"norm-bound", [](Reader& r, std::string_view d) { return r.norm_bound(d); }},
        {"least-bound", [](Reader& r, std::string_view d) { return r.least_bound(d); }},
        {"induction", [](Reader&, std::string_view d) { return induction(d); }},
        {"cones", [](Reader& r, std::string_view d) { return r.cones(d); }},
        {"tangent", [](Reader& r, std::string_view d) { return r.tangent(d); }},
        {"monotone", [](Reader& r, std::string_view d) { return r.monotone(d); }},
        {"subdivide", [](Reader&, std::string_view d) { return subdivide(d); }},
        {"identity", [](Reader& r, std::string_view d) { return r.identity(d); }},
        {"half-degree", [](Reader&, std::string_view d) { return half_degree(d); }},
        {"power-sums", [](Reader& r, std::string_view d) { return r.power_sums(d); }},
        {"increasing", [](Reader& r, std::string_view d) { return r.increasing(d); }},
    };
    const auto found = parsers.find(keyword);
    if (found == parsers.end())
      if (auto step = analysis_step(
              keyword, data, [this](std::string_view text) { return polynomial(text); },
              [this](std::string_view text) { return fresh(text); }))
        return *std::move(step);
    if (found == parsers.end()) throw Bad{"unknown step '" + std::string(keyword.substr(0, 40)) + "'"};
    return found->second(*this, data);
  }

  template <class Rule>
  static Step without_data(Rule rule, std::string_view data) {
    if (!data.empty()) throw Bad{"unexpected text after the step"};
    return rule;
  }

  ExactPolynomial polynomial(std::string_view text) {
    const auto term = parse_term(text, names_);
    if (!term) throw Bad{term.error().message};
    ExactPolynomial result = normal_form(term.value());
    words_ += result.words();
    if (words_ > max_open_words) throw Bad{"the polynomials of the certificate take too much memory"};
    return result;
  }

  std::string fresh(std::string_view text) {
    std::string result = name(text);
    if (std::find(names_.begin(), names_.end(), result) != names_.end()) return result;
    if (classify(result) != Word::none) throw Bad{"'" + result + "' is a word of the language, not a new variable"};
    names_.push_back(result);
    return result;
  }

  Step put(std::string_view data) {
    const auto parts = split(data, '|');
    if (parts.size() != 2) throw Bad{"expected 'put new = ...; ... | old = ...; ...'"};
    Put result{definitions(parts[0]), {}};
    for (const auto& definition : result.definitions) fresh(definition.first);
    result.replacements = definitions(parts[1]);
    return result;
  }

  std::vector<Definition> definitions(std::string_view text) {
    std::vector<Definition> result;
    for (const std::string_view part : split(text, ';')) {
      const auto place = part.find('=');
      if (place == std::string_view::npos) throw Bad{"expected 'name = polynomial'"};
      result.emplace_back(name(trimmed(part.substr(0, place))), polynomial(part.substr(place + 1)));
    }
    return result;
  }

  Fact fact(std::string_view text) {
    for (const Sign sign : {Sign::nonzero, Sign::nonnegative, Sign::positive, Sign::zero})
      if (text.ends_with(to_text(sign))) return {polynomial(text.substr(0, text.size() - to_text(sign).size())), sign};
    throw Bad{"expected a polynomial followed by '>= 0', '> 0', '= 0' or '!= 0'"};
  }

  static Step forget(std::string_view data) {
    Forget result;
    for (const std::string_view word : words(data)) result.facts.push_back(number<std::size_t>(word));
    return result;
  }

  static Step apart(std::string_view data) {
    if (data != "positive" && data != "negative") throw Bad{"expected 'positive' or 'negative'"};
    return Apart{data == "negative"};
  }

  Step generalise(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() < 3) throw Bad{"expected 'generalise variable; value; goal; facts'"};
    Generalise result{{}, polynomial(parts[1]), {}, {}};
    result.variable = fresh(parts[0]);
    result.goal = fact(parts[2]);
    for (std::size_t i = 3; i < parts.size(); ++i) result.facts.push_back(fact(parts[i]));
    return result;
  }

  Step combination(std::string_view data) {
    Combination result;
    if (!data.empty()) throw Bad{"unexpected text after the step"};
    for (std::string_view line = next_line(); line != "end"; line = next_line()) {
      const auto parts = split(line, ';');
      if (parts[0].starts_with("add ") && parts.size() == 3) {
        Combination::Summand summand{rational(trimmed(parts[0].substr(4))), {}, polynomial(parts[2])};
        for (const std::string_view word : words(parts[1])) {
          const auto power = split(word, '^');
          if (power.size() != 2) throw Bad{"expected 'fact^exponent'"};
          summand.facts.emplace_back(number<std::size_t>(power[0]), number<std::uint32_t>(power[1]));
        }
        result.summands.push_back(std::move(summand));
      } else if (parts[0].starts_with("multiple ") && parts.size() == 2) {
        result.multiples.push_back({number<std::size_t>(trimmed(parts[0].substr(9))), polynomial(parts[1])});
      } else {
        throw Bad{"expected 'add c; facts; polynomial', 'multiple fact; polynomial' or 'end'"};
      }
    }
    return result;
  }

  Step rewrite(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'rewrite fact; polynomial'"};
    return Rewrite{number<std::size_t>(parts[0]), polynomial(parts[1])};
  }

  Step compare_powers(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'compare-powers exponent; polynomial'"};
    return ComparePowers{number<std::uint32_t>(parts[0]), polynomial(parts[1])};
  }

  Step value(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'value function; polynomial'"};
    return Value{polynomial(parts[0]), polynomial(parts[1])};
  }

  Step name_atom(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'name variable; function'"};
    Name result{{}, polynomial(parts[1])};
    result.variable = fresh(parts[0]);
    return result;
  }

  static Step eliminate(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'eliminate fact; variable'"};
    return Eliminate{number<std::size_t>(parts[0]), name(parts[1])};
  }

  Step means(std::string_view data) {
    Means result;
    if (!data.empty()) throw Bad{"unexpected text after the step"};
    for (std::string_view line = next_line(); line != "end"; line = next_line()) {
      const auto parts = split(line, ';');
      if (!parts[0].starts_with("mean ")) throw Bad{"expected 'mean term; weight: term ...' or 'end'"};
      Means::Mean mean{polynomial(trimmed(parts[0].substr(5))), {}};
      for (std::size_t i = 1; i < parts.size(); ++i) {
        const auto weighted = split(parts[i], ':');
        if (weighted.size() != 2) throw Bad{"expected 'weight: term'"};
        mean.parts.push_back({rational(weighted[0]), polynomial(weighted[1])});
      }
      result.means.push_back(std::move(mean));
    }
    return result;
  }

  static Step group(std::string_view data) {
    const auto parts = words(data);
    if (parts.size() != 2) throw Bad{"expected 'group variable exponent'"};
    return Group{name(parts[0]), number<std::uint32_t>(parts[1])};
  }

  /// "exp; u; v"
  Step tangent(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 3 || (parts[0] != "exp" && parts[0] != "log"))
      throw Bad{"expected 'tangent exp; polynomial; polynomial' or 'tangent log; ...'"};
    const auto function = parts[0] == "exp" ? Tangent::Function::exp : Tangent::Function::log;
    return Tangent{function, polynomial(parts[1]), polynomial(parts[2])};
  }

  /// "exp(x + y); 1"
  Step identity(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'identity function; parts'"};
    return Identity{polynomial(parts[0]), number<std::uint32_t>(parts[1])};
  }

  /// "log; u; v"
  Step increasing(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 3 || (parts[0] != "exp" && parts[0] != "log"))
      throw Bad{"expected 'increasing exp; polynomial; polynomial' or 'increasing log; ...'"};
    const auto function = parts[0] == "exp" ? Tangent::Function::exp : Tangent::Function::log;
    return Increasing{function, polynomial(parts[1]), polynomial(parts[2])};
  }

  /// "x; 1/2; above", "x; 1; below strict"
  Step monotone(std::string_view data) {
    const auto parts = split(data, ';');
    const auto side = parts.size() == 3 ? words(parts[2]) : std::vector<std::string_view>{};
    const bool strict = side.size() == 2 && side[1] == "strict";
    if ((side.size() != 1 && !strict) || (side[0] != "above" && side[0] != "below"))
      throw Bad{"expected 'monotone variable; polynomial; above' or 'below', perhaps 'strict'"};
    return Monotone{name(parts[0]), polynomial(parts[1]), side[0] == "above", strict};
  }

  template <class Rule>
  Step at_an_index(const std::string& keyword, std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected '" + keyword + " fact; polynomial'"};
    return Rule{number<std::size_t>(parts[0]), polynomial(parts[1])};
  }

  Step for_each(std::string_view data) {
    const auto parts = split(data, ';');
    const bool induction = parts.size() == 5 && parts[4] == "by-induction";
    if (parts.size() != 4 && !induction)
      throw Bad{"expected 'for-each variable; lower; upper; fact', perhaps '; by-induction'"};
    ForEach result{fresh(parts[0]), polynomial(parts[1]), polynomial(parts[2]), {}};
    result.fact = fact(parts[3]);
    result.by_induction = induction;
    return result;
  }

  Step telescope(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 4) throw Bad{"expected 'telescope variable; lower; upper; function'"};
    Telescope result{fresh(parts[0]), polynomial(parts[1]), polynomial(parts[2]), {}};
    result.function = polynomial(parts[3]);
    return result;
  }

  Step count(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'count lower; upper'"};
    return Count{polynomial(parts[0]), polynomial(parts[1])};
  }

  Step extremum(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'extremum variable; function'"};
    Extremum result{{}, polynomial(parts[1])};
    result.variable = fresh(parts[0]);
    return result;
  }

  Step cauchy_schwarz(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 6) throw Bad{"expected 'cauchy-schwarz variable; lower; upper; left; right; middle'"};
    CauchySchwarz result{fresh(parts[0]), polynomial(parts[1]), polynomial(parts[2]), {}, {}, {}};
    result.left = polynomial(parts[3]);
    result.right = polynomial(parts[4]);
    result.middle = polynomial(parts[5]);
    return result;
  }

  Step norm_bound(std::string_view data) {
    const auto parts = split(data, ';');
    const bool by_rows = parts.size() == 4 && parts[3] == "by-rows";
    if (parts.size() != 3 && !by_rows) throw Bad{"expected 'norm-bound variable; norm; vector', perhaps '; by-rows'"};
    NormBound result{{}, polynomial(parts[1]), {}, by_rows};
    result.variable = fresh(parts[0]);
    result.vector = polynomial(parts[2]);
    return result;
  }

  Step least_bound(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 3) throw Bad{"expected 'least-bound variable; norm; bound'"};
    LeastBound result{{}, polynomial(parts[1]), polynomial(parts[2])};
    result.variable = fresh(parts[0]);
    return result;
  }

  Step power_sums(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 3) throw Bad{"expected 'power-sums sequence; names; names'"};
    PowerSums result{name(parts[0]), {}, {}};
    for (const std::string& one : names(parts[1])) result.values.push_back(fresh(one));
    for (const std::string& one : names(parts[2])) result.weights.push_back(fresh(one));
    return result;
  }

  static Step induction(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'induction variable; number'"};
    return Induction{name(parts[0]), rational(parts[1])};
  }

  Step cones(std::string_view data) {
    const auto parts = split(data, ';');
    if (parts.size() > 2) throw Bad{"expected 'cones columns' or 'cones columns ; names'"};
    Cones result{names(parts[0]), {}, {}};
    if (parts.size() == 2)
      for (const std::string& one : names(parts[1])) result.names.push_back(fresh(one));
    for (std::string_view line = next_line(); line != "end"; line = next_line()) result.tree.push_back(cone_node(line));
    return result;
  }

  std::string_view rest_;
  std::size_t line_ = 0;
  std::size_t words_ = 0;  // of all polynomials so far
  std::vector<std::string> names_;
};

}  // namespace

Result<Certificate, Malformed> read_certificate(std::string_view text, const std::vector<std::string>& variables) {
  return Reader(text, variables).read();
}

}  // namespace geq::proofs
