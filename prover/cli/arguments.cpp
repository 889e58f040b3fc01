// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <thread>

namespace geq::cli {
namespace {

constexpr double most_seconds = 365.0 * 24 * 3600;
constexpr double most_megabytes = 16.0 * 1024 * 1024;

const char* const examples = R"(Examples:
  geq prove 'a^2 + b^2 + c^2 >= ab + bc + ca'
  geq prove 'a/(b+c) + b/(c+a) + c/(a+b) >= 3/2' --where 'a, b, c > 0' --certificate nesbitt.cert
  geq prove nesbitt.geq --format latex -o nesbitt.tex
  geq check nesbitt.geq nesbitt.cert
  geq best k 'a/(b+c) + b/(c+a) + c/(a+b) >= k' --where 'a, b, c > 0'
  geq batch problems.jsonl --output results.jsonl
  geq plot 'x^4 + 3 >= 4x' -o quartic.svg
  geq refute 'a^3 + b^3 + c^3 >= 3abc'
  geq explain difference-substitution

Exit status: 0 proved, 1 refuted, 2 undecided; 3 certificate rejected (check); 64 usage, 65 input, 66 no such file,
70 internal error, 73 and 74 output, 130 interrupted.)";

const char* const search_examples =
    R"(STATEMENT is a relation or the text of a problem; if a file of that name exists, the file is read; - reads
standard input. After -- nothing is taken as an option:  geq prove -- '-h^2 <= 0'

Examples:
  geq prove 'x^4 + 3 >= 4x'
  geq prove 'a^3 + b^3 + c^3 >= 3abc' --where 'a, b, c >= 0' --format latex -o proof.tex
  geq prove '(x-1+1/y)(y-1+1/z)(z-1+1/x) <= 1' --where 'x, y, z > 0' --where 'xyz = 1' --timeout 10
  printf 'let a, b >= 0\nprove a + b >= 2*sqrt(a*b)\n' | geq prove -

The same input gives the same report on every run and for every number of threads, except for the times in it; --quiet
leaves them out.)";

const char* const batch_examples =
    R"(FILE has one JSON object a line, with "id", "problem" (what geq prove takes as a statement) and, if wanted,
"expected" (proved, refuted, undecided, rejected; or true, false, unknown); or it is a problem file in sections, each
begun by a line  problem NAME.

Each problem is searched for in a process of its own, with its own time and memory, and ended half a second after its
time is up. Results are JSON lines in the order of FILE: id, verdict, method, seconds, check_seconds, cones, message,
expected, agrees, fingerprint. A verdict is proved or refuted only where the kernel accepted the certificate;
malformed: FILE has no statement there; error: the search crashed. An interrupted batch is taken up again by the same
command line.

Examples:
  geq batch problems.jsonl --output results.jsonl --timeout 10
  geq batch chapter.geq --output results.jsonl --certificates certificates --jobs 2
  geq batch - < problems.jsonl | grep '"verdict":"undecided"'

Exit status: 0 every problem was run, 1 some verdict is not the expected one, 65 some problem is malformed, 70 some
search crashed.)";

const char* const best_examples =
    R"(K is a name that occurs in the goal and nowhere else: the constant whose best value is wanted. The answer is
attained: the statement is proved for that value, and a point at which both sides are equal shows that no value beyond
holds; or, where the best value is irrational or only approached, two numbers, one proved and one refuted.

Examples:
  geq best k 'a/(b+c) + b/(c+a) + c/(a+b) >= k' --where 'a, b, c > 0'
  geq best k 'a^2 + b^2 + c^2 + k*(ab + bc + ca) >= 0' --smallest
  geq best k 'x^2 + 2y^2 >= kxy' --where 'x, y >= 0' --width 0.000000001
  geq best k schur.geq --certificate schur.cert --statement schur-best.geq

Exit status: 0 attained or enclosed, 2 undecided.)";

const char* const plot_examples =
    R"(Draws the greater side minus the smaller side. Three variables and homogeneous: over the triangle of all ratios,
by colour, what is below zero hatched. Two variables and homogeneous, or one variable: as a curve. Variables that
equations give do not count. Zeros are marked and listed. --cones looks for a proof first and draws its cones.

A picture decides nothing: its values are floating point, and what lies between two samples is not seen.

Examples:
  geq plot 'a^3 + b^3 + c^3 + 3abc >= a^2b + b^2c + c^2a + ab^2 + bc^2 + ca^2' --where 'a, b, c >= 0' -o schur.svg
  geq plot 'x^4 + 3 >= 4x' -o quartic.svg
  geq plot nesbitt.geq --cones -o nesbitt.svg

Exit status: 0 drawn, 2 there is no picture of this statement.)";

const std::map<std::string, Format> formats{{"text", Format::text}, {"json", Format::json}, {"latex", Format::latex}};
const std::map<std::string, Language> languages{{"en", Language::english}, {"zh", Language::chinese}};

/// What CLI11 fills before it is checked and converted.
struct RawSearch {
  double timeout_seconds = 60;
  double memory_megabytes = 2048;
  unsigned jobs = std::clamp(std::thread::hardware_concurrency(), 1U, 256U);
};

std::string strategy_list() {
  std::string list;
  for (const Method& method : methods()) {
    if (method.is_strategy) list += (list.empty() ? "" : ", ") + method.name;
  }
  return list;
}

CLI::Validator known_strategy() {
  return {[](std::string& name) -> std::string {
            for (const Method& method : methods()) {
              if (method.is_strategy && method.name == name) return {};
            }
            return "there is no strategy '" + name + "'; there are: " + strategy_list();
          },
          ""};
}

/// Digits, with a decimal point or a stroke: "1/1000", "0.001"; not zero.
CLI::Validator positive_number() {
  return {[](std::string& text) -> std::string {
            const std::size_t mark = std::min(text.find_first_of("./"), text.size());
            const std::string_view first = std::string_view(text).substr(0, mark);
            const std::string_view second = mark < text.size() ? std::string_view(text).substr(mark + 1) : "1";
            const auto is_digits = [](std::string_view part) {
              return !part.empty() && part.size() <= 50 && part.find_first_not_of("0123456789") == part.npos;
            };
            const auto is_zero = [](std::string_view part) { return part.find_first_not_of('0') == part.npos; };
            const bool is_fraction = mark < text.size() && text[mark] == '/';
            const bool is_positive = is_fraction ? !is_zero(first) && !is_zero(second)
                                                 : !is_zero(first) || (mark < text.size() && !is_zero(second));
            if (is_digits(first) && is_digits(second) && is_positive) return {};
            return "expected a positive number like 1/1000 or 0.001, not '" + text + "'";
          },
          ""};
}

void add_language(CLI::App& command, Language& language) {
  command.add_option("--lang", language, "language of the report: en or zh")
      ->transform(CLI::CheckedTransformer(languages).description(""))
      ->type_name("LANG");
}

void add_report_options(CLI::App& command, ReportArguments& report, const std::map<std::string, Format>& known,
                        const char* help) {
  command.add_option("--format", report.format, help)
      ->transform(CLI::CheckedTransformer(known).description(""))
      ->type_name("FORMAT");
  command.add_option("-o,--output", report.output, "write the report to FILE, whole or not at all")->type_name("FILE");
  add_language(command, report.language);
  command.add_flag("--quiet", report.quiet, "leave out times and notes, so that equal input gives equal bytes");
}

void add_limits(CLI::App& command, RawSearch& raw, const char* jobs) {
  command.add_option("--timeout", raw.timeout_seconds, "seconds until the search is undecided (default 60)")
      ->check(CLI::Range(0.001, most_seconds).description(""))
      ->type_name("SECONDS");
  command.add_option("--memory", raw.memory_megabytes, "memory of the search in megabytes (default 2048)")
      ->check(CLI::Range(1.0, most_megabytes).description(""))
      ->type_name("MB");
  command.add_option("--jobs", raw.jobs, jobs)->check(CLI::Range(1U, 256U).description(""))->type_name("N");
}

void add_strategies(CLI::App& command, std::vector<std::string>& only, std::vector<std::string>& without) {
  for (auto [name, target, help] : {std::tuple{"--strategy", &only, "use only this strategy; may be repeated"},
                                    std::tuple{"--without", &without, "do not use this one; may be repeated"}}) {
    command.add_option(name, *target, help)
        ->check(known_strategy())
        ->type_name("NAME")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
}

void add_statement(CLI::App& command, std::string& statement, std::vector<std::string>& where) {
  command.add_option("STATEMENT", statement, "a statement, a file, or -")->required()->type_name("");
  command
      .add_option("--where", where,
                  "domains and assumptions: 'a, b, c >= 0', 'x in [0, 1]', 'a + b = 1'; may be repeated")
      ->type_name("RELATIONS")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_search_options(CLI::App& command, SearchArguments& search, RawSearch& raw) {
  add_statement(command, search.statement, search.where);
  add_limits(command, raw, "threads (default: one for each processor)");
  add_strategies(command, search.only, search.without);
  command.add_option("--certificate", search.certificate, "write the certificate to FILE, for geq-check")
      ->type_name("FILE");
  command.add_flag("--trace", search.trace,
                   "say what was tried on which goal, in which order, and what it cost (text and json)");
  add_report_options(command, search.report, formats, "text (default), json or latex");
  command.footer(search_examples);
}

void add_best_options(CLI::App& command, BestArguments& best, RawSearch& raw) {
  command.add_option("K", best.constant, "the constant's name")->required()->type_name("");
  add_statement(command, best.statement, best.where);
  CLI::Option* largest = command.add_flag_callback(
      "--largest", [&best] { best.direction = Direction::largest; }, "the largest value (default: what is bounded)");
  command
      .add_flag_callback(
          "--smallest", [&best] { best.direction = Direction::smallest; }, "the smallest value")
      ->excludes(largest);
  command.add_option("--width", best.width, "distance of the numbers that enclose the constant (default 1/1000000)")
      ->check(positive_number())
      ->type_name("NUMBER");
  add_limits(command, raw, "threads (default: one for each processor)");
  add_strategies(command, best.only, best.without);
  command.add_option("--certificate", best.certificate, "write the certificate of the value that holds to FILE")
      ->type_name("FILE");
  command.add_option("--statement", best.statement_file, "write the statement with that value to FILE")
      ->type_name("FILE");
  add_report_options(command, best.report, {{"text", Format::text}, {"json", Format::json}}, "text (default) or json");
  command.footer(best_examples);
}

void add_plot_options(CLI::App& command, PlotArguments& plot, RawSearch& raw) {
  add_statement(command, plot.statement, plot.where);
  command.add_option("-o,--output", plot.output, "write the picture to FILE.svg; - for standard output")
      ->required()
      ->type_name("FILE");
  command.add_flag("--cones", plot.cones, "draw the cones of a proof (three variables)");
  add_limits(command, raw, "threads (default: one for each processor)");
  command.footer(plot_examples);
}

void add_batch_options(CLI::App& command, BatchArguments& batch, RawSearch& raw) {
  command.add_option("FILE", batch.file, "JSON lines, a problem file in sections, or -")->required()->type_name("");
  command
      .add_option("--output", batch.output,
                  "write the lines to FILE; what is in it already is not searched for again (default: standard output)")
      ->type_name("FILE");
  command.add_option("--certificates", batch.certificates, "write every certificate, with its statement, into DIR")
      ->type_name("DIR");
  add_limits(command, raw, "problems at the same time (default: one for each processor)");
  add_strategies(command, batch.only, batch.without);
  command.add_flag("--quiet", batch.quiet,
                   "leave out times, progress and the table, so that equal input gives equal bytes");
  command.footer(batch_examples);
}

template <class Converted>
Converted converted(Converted arguments, const RawSearch& raw) {
  arguments.timeout = std::chrono::milliseconds(static_cast<long long>(raw.timeout_seconds * 1000));
  arguments.memory_bytes = static_cast<std::size_t>(raw.memory_megabytes * 1024 * 1024);
  arguments.jobs = raw.jobs;
  return arguments;
}

/// CLI11's sentence, and where to read on.
Finished usage_error(const CLI::App& app, const CLI::ParseError& error) {
  std::string command = "geq";
  for (const CLI::App* chosen : app.get_subcommands()) command += " " + chosen->get_name();
  std::string message = error.what();
  // What is missing is looked for first, but a word that means nothing is the likelier mistake.
  if (const std::vector<std::string> unknown = app.remaining(true); !unknown.empty())
    message = "'" + unknown.front() + "' " +
              (unknown.front().starts_with("-") ? "is no option of " + command
               : command == "geq"               ? "is no command"
                                                : "was not expected");
  return {usage, "geq: " + message + "\nTry: " + command + " --help\n"};
}

/// `-x^2 <= 0` is a statement, not options. With a blank before it CLI11 takes it as one.
bool is_statement_with_minus(std::string_view argument) {
  return argument.size() > 2 && argument[0] == '-' && argument.find_first_of("<>=") != argument.npos &&
         argument[1] != '-' && argument[1] != 'o' && argument[1] != 'h';
}

}  // namespace

Arguments parse_arguments(int argc, const char* const* argv) {
  CLI::App app("Proves inequalities and shows its work.", "geq");
  app.set_version_flag("--version", "geq " + std::string(version()));
  app.footer(examples);
  app.require_subcommand(1);

  SearchArguments proof;
  SearchArguments refutation;
  refutation.only_refute = true;
  RawSearch raw;
  BatchArguments to_run;
  BestArguments to_improve;
  PlotArguments to_draw;
  CheckArguments to_check;
  ExplainArguments to_explain;

  CLI::App* prove = app.add_subcommand("prove", "prove or refute a statement");
  add_search_options(*prove, proof, raw);
  CLI::App* refute = app.add_subcommand("refute", "only look for a counterexample");
  add_search_options(*refute, refutation, raw);
  CLI::App* best =
      app.add_subcommand("best", "the best constant for which a statement holds, with proof on both sides");
  add_best_options(*best, to_improve, raw);
  CLI::App* plot = app.add_subcommand("plot", "the difference of the sides as an SVG picture");
  add_plot_options(*plot, to_draw, raw);
  CLI::App* batch = app.add_subcommand("batch", "many problems, each in a process of its own; can be taken up again");
  add_batch_options(*batch, to_run, raw);
  CLI::App* check = app.add_subcommand("check", "replay a certificate against a statement, like geq-check");
  check->add_option("FILE", to_check.statement, "file with the statement, or -")->required()->type_name("");
  check->add_option("CERTIFICATE", to_check.certificate, "file with the certificate, or -")->required()->type_name("");
  CLI::App* explain = app.add_subcommand("explain", "what a method does; without METHOD, which ones there are");
  explain->add_option("METHOD", to_explain.method, "name of a method")->type_name("");
  add_language(*explain, to_explain.language);

  try {
    std::vector<std::string> words(argv + 1, argv + argc);
    for (std::string& word : words) {
      if (is_statement_with_minus(word)) word.insert(0, " ");
    }
    std::reverse(words.begin(), words.end());  // as CLI11 wants them
    app.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    return Finished{proved, chosen.empty() ? app.help() : chosen.front()->help("geq")};
  } catch (const CLI::CallForVersion& version_text) {
    return Finished{proved, std::string(version_text.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error);
  }
  if (best->parsed()) return converted(to_improve, raw);
  if (plot->parsed()) return converted(to_draw, raw);
  if (batch->parsed()) return converted(to_run, raw);
  if (check->parsed()) return to_check;
  if (explain->parsed()) return to_explain;
  if (proof.trace && proof.report.format == Format::latex)
    return Finished{usage, "geq: --trace goes with --format text and json\nTry: geq prove --help\n"};
  return converted(prove->parsed() ? proof : refutation, raw);
}

}  // namespace geq::cli
