// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/certificate_analysis.hpp"

#include <map>
#include <vector>

#include "proofs/kernel/certificate_words.hpp"

namespace geq::proofs {

namespace {

Sign sign(std::string_view text) {
  for (const Sign known : {Sign::nonzero, Sign::nonnegative, Sign::positive, Sign::zero})
    if (text == to_text(known)) return known;
  throw Bad{"expected '>= 0', '> 0', '= 0' or '!= 0'"};
}

class AnalysisReader {
 public:
  AnalysisReader(const std::function<ExactPolynomial(std::string_view)>& polynomial,
                 const std::function<std::string(std::string_view)>& fresh)
      : polynomial_(polynomial), fresh_(fresh) {}

  ExactPolynomial polynomial(std::string_view text) const { return polynomial_(text); }
  std::string fresh(std::string_view text) const { return fresh_(text); }

  Step gaussian(std::string_view data) const { return Gaussian{polynomial(data)}; }

  /// "x; 1"
  Step pointwise(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'pointwise variable; polynomial'"};
    const std::string variable = fresh(parts[0]);
    return Pointwise{variable, polynomial(parts[1])};
  }

  /// "x; integral; function; nonnegative"
  Step antiderivative(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 4) throw Bad{"expected 'antiderivative variable; integral; function; reason'"};
    using Because = Antiderivative::Because;
    if (parts[3] != "nonnegative" && parts[3] != "nonpositive" && parts[3] != "integrable")
      throw Bad{"expected 'nonnegative', 'nonpositive' or 'integrable'"};
    Antiderivative result{fresh(parts[0]), polynomial(parts[1]), polynomial(parts[2]), Because::integrable};
    if (parts[3] != "integrable")
      result.because = parts[3] == "nonnegative" ? Because::nonnegative : Because::nonpositive;
    return result;
  }

  /// "coefficient * integral" as two parts each, from `first` on.
  std::vector<IntegralPart> integral_parts(const std::vector<std::string_view>& parts, std::size_t first) const {
    std::vector<IntegralPart> result;
    for (std::size_t i = first; i + 1 < parts.size(); i += 2)
      result.push_back({polynomial(parts[i]), polynomial(parts[i + 1])});
    return result;
  }

  /// "x; >= 0; 1; integral; -2; integral"
  Step integrate(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() < 4 || parts.size() % 2 != 0)
      throw Bad{"expected 'integrate variable; sign; coefficient; integral; ...'"};
    Integrate result{fresh(parts[0]), {}, sign(parts[1])};
    result.parts = integral_parts(parts, 2);
    return result;
  }

  /// "x; integral; 1; integral"
  Step dominate(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() < 4 || parts.size() % 2 != 0)
      throw Bad{"expected 'dominate variable; integral; coefficient; integral; ...'"};
    Dominate result{fresh(parts[0]), polynomial(parts[1]), {}};
    result.parts = integral_parts(parts, 2);
    return result;
  }

  /// "n; 1; limit; lower; upper"
  Step squeeze(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 5) throw Bad{"expected 'squeeze variable; polynomial; limit; lower; upper'"};
    const std::string variable = fresh(parts[0]);
    return Squeeze{variable, polynomial(parts[1]), polynomial(parts[2]), polynomial(parts[3]), polynomial(parts[4])};
  }

  /// "x; n; question; integral"
  Step dominator(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 4) throw Bad{"expected 'dominator variable; index; question; integral'"};
    const std::string variable = fresh(parts[0]);
    const std::string index = fresh(parts[1]);
    return Dominator{variable, index, polynomial(parts[2]), polynomial(parts[3])};
  }

  /// "x; n; question"
  Step exchange(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 3) throw Bad{"expected 'exchange variable; index; question'"};
    const std::string variable = fresh(parts[0]);
    const std::string index = fresh(parts[1]);
    return Exchange{variable, index, polynomial(parts[2])};
  }

  /// "integral; 1"
  Step split_integral(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'split integral; polynomial'"};
    return Split{polynomial(parts[0]), polynomial(parts[1])};
  }

  /// "integral; 100"
  Step quadrature(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'quadrature integral; pieces'"};
    return Quadrature{polynomial(parts[0]), number<std::uint32_t>(parts[1])};
  }

  /// "x; integral; function; 1; upper", "x; integral; function; 1; lower negative"
  Step diverge(std::string_view data) const {
    const auto parts = split(data, ';');
    const auto side = parts.size() == 5 ? words(parts[4]) : std::vector<std::string_view>{};
    const bool negative = side.size() == 2 && side[1] == "negative";
    if ((side.size() != 1 && !negative) || (side[0] != "upper" && side[0] != "lower"))
      throw Bad{"expected 'diverge variable; integral; function; from; upper' or 'lower', perhaps 'negative'"};
    const std::string variable = fresh(parts[0]);
    return Diverge{variable, polynomial(parts[1]), polynomial(parts[2]), polynomial(parts[3]), side[0] == "upper",
                   negative};
  }

  /// "n; limit; 1; n; positive"
  Step unbounded(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 5 || (parts[4] != "positive" && parts[4] != "negative"))
      throw Bad{"expected 'unbounded variable; limit; from; function; positive' or 'negative'"};
    const std::string variable = fresh(parts[0]);
    return Unbounded{variable, polynomial(parts[1]), polynomial(parts[2]), polynomial(parts[3]),
                     parts[4] == "negative"};
  }

  /// "x; integral"
  Step continuous(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 2) throw Bad{"expected 'continuous variable; integral'"};
    const std::string variable = fresh(parts[0]);
    return Continuous{variable, polynomial(parts[1])};
  }

  /// "n; limit; 1; 2; rising"
  Step bounded_monotone(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 5 || (parts[4] != "rising" && parts[4] != "falling"))
      throw Bad{"expected 'bounded-monotone variable; limit; from; bound; rising' or 'falling'"};
    const std::string variable = fresh(parts[0]);
    return BoundedMonotone{variable, polynomial(parts[1]), polynomial(parts[2]), polynomial(parts[3]),
                           parts[4] == "falling"};
  }

  /// "n; limit; 1/n; -1/n; 1; -1"
  Step oscillation(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 6) throw Bad{"expected 'oscillation variable; limit; place; place; above; below'"};
    const std::string variable = fresh(parts[0]);
    return Oscillation{variable,
                       polynomial(parts[1]),
                       polynomial(parts[2]),
                       polynomial(parts[3]),
                       polynomial(parts[4]),
                       polynomial(parts[5])};
  }

  /// "sum; n; reflected", "sum; 1; shifted"
  Step reindex(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 3 || (parts[2] != "reflected" && parts[2] != "shifted"))
      throw Bad{"expected 'reindex sum; shift; reflected' or 'shifted'"};
    return Reindex{polynomial(parts[0]), polynomial(parts[1]), parts[2] == "reflected"};
  }

  /// "n; i; 1; limit; term; 0; n - 1; 1; 1; 1; 1"
  Step tannery(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 11)
      throw Bad{"expected 'tannery variable; index; from; limit; term; lower; upper; bound; rate; scale; rate'"};
    Tannery result{fresh(parts[0]),      fresh(parts[1]),      rational(parts[2]),   polynomial(parts[3]),
                   polynomial(parts[4]), rational(parts[5]),   polynomial(parts[6]), polynomial(parts[7]),
                   polynomial(parts[8]), polynomial(parts[9]), polynomial(parts[10])};
    return result;
  }

  /// "x; n; question; 1/x; log(x); 1; lower", perhaps with "lower negative"
  Step undominated(std::string_view data) const {
    const auto parts = split(data, ';');
    const auto side = parts.size() == 7 ? words(parts[6]) : std::vector<std::string_view>{};
    const bool negative = side.size() == 2 && side[1] == "negative";
    if ((side.size() != 1 && !negative) || (side[0] != "upper" && side[0] != "lower"))
      throw Bad{
          "expected 'undominated variable; index; question; place; function; from; upper' or 'lower', perhaps "
          "'negative'"};
    const std::string variable = fresh(parts[0]);
    const std::string index = fresh(parts[1]);
    return Undominated{variable,
                       index,
                       polynomial(parts[2]),
                       polynomial(parts[3]),
                       polynomial(parts[4]),
                       polynomial(parts[5]),
                       side[0] == "upper",
                       negative};
  }

  /// "x; t; limit; 1; integral"
  Step converge(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 5) throw Bad{"expected 'converge variable; index; limit; from; integral'"};
    const std::string variable = fresh(parts[0]);
    const std::string index = fresh(parts[1]);
    return Converge{variable, index, polynomial(parts[2]), polynomial(parts[3]), polynomial(parts[4])};
  }

  /// "s; t; f(t); m"
  Step supporting_line(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 4) throw Bad{"expected 'supporting-line slope; variable; function; polynomial'"};
    const std::string slope = fresh(parts[0]);
    const std::string variable = fresh(parts[1]);
    return SupportingLine{slope, variable, polynomial(parts[2]), polynomial(parts[3])};
  }

  /// "integral; 2; 1/2; 1; kept", "integral; 1; 1; 0; reflected"
  Step rescale(std::string_view data) const {
    const auto parts = split(data, ';');
    if (parts.size() != 5 || (parts[4] != "kept" && parts[4] != "reflected"))
      throw Bad{"expected 'rescale integral; scale; inverse; shift; kept' or 'reflected'"};
    return Rescale{polynomial(parts[0]), polynomial(parts[1]), polynomial(parts[2]), polynomial(parts[3]),
                   parts[4] == "reflected"};
  }

 private:
  const std::function<ExactPolynomial(std::string_view)>& polynomial_;
  const std::function<std::string(std::string_view)>& fresh_;
};

}  // namespace

std::optional<Step> analysis_step(std::string_view keyword, std::string_view data,
                                  const std::function<ExactPolynomial(std::string_view)>& polynomial,
                                  const std::function<std::string(std::string_view)>& fresh) {
  using Parse = Step (AnalysisReader::*)(std::string_view) const;
  static const std::map<std::string_view, Parse> parsers{
      {"pointwise", &AnalysisReader::pointwise},
      {"gaussian", &AnalysisReader::gaussian},
      {"antiderivative", &AnalysisReader::antiderivative},
      {"integrate", &AnalysisReader::integrate},
      {"dominate", &AnalysisReader::dominate},
      {"squeeze", &AnalysisReader::squeeze},
      {"dominator", &AnalysisReader::dominator},
      {"exchange", &AnalysisReader::exchange},
      {"split", &AnalysisReader::split_integral},
      {"quadrature", &AnalysisReader::quadrature},
      {"diverge", &AnalysisReader::diverge},
      {"unbounded", &AnalysisReader::unbounded},
      {"reindex", &AnalysisReader::reindex},
      {"tannery", &AnalysisReader::tannery},
      {"undominated", &AnalysisReader::undominated},
      {"converge", &AnalysisReader::converge},
      {"rescale", &AnalysisReader::rescale},
      {"continuous", &AnalysisReader::continuous},
      {"bounded-monotone", &AnalysisReader::bounded_monotone},
      {"oscillation", &AnalysisReader::oscillation},
      {"supporting-line", &AnalysisReader::supporting_line},
  };
  const auto found = parsers.find(keyword);
  if (found == parsers.end()) return {};
  return (AnalysisReader(polynomial, fresh).*found->second)(data);
}

}  // namespace geq::proofs
