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

void add_language(CLI::App& command, Language& language) {
  command.add_option("--lang", language, "language of the report: en or zh")
      ->transform(CLI::CheckedTransformer(languages).description(""))
      ->type_name("LANG");
}

void add_report_options(CLI::App& command, ReportArguments& report) {
  command.add_option("--format", report.format, "text (default), json or latex")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->type_name("FORMAT");
  command.add_option("-o,--output", report.output, "write the report to FILE, whole or not at all")->type_name("FILE");
  add_language(command, report.language);
  command.add_flag("--quiet", report.quiet, "leave out times and notes, so that equal input gives equal bytes");
}

void add_search_options(CLI::App& command, SearchArguments& search, RawSearch& raw) {
  command.add_option("STATEMENT", search.statement, "a statement, a file, or -")->required()->type_name("");
  command
      .add_option("--where", search.where,
                  "domains and assumptions: 'a, b, c >= 0', 'x in [0, 1]', 'a + b = 1'; may be repeated")
      ->type_name("RELATIONS")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command.add_option("--timeout", raw.timeout_seconds, "seconds until the search is undecided (default 60)")
      ->check(CLI::Range(0.001, most_seconds).description(""))
      ->type_name("SECONDS");
  command.add_option("--memory", raw.memory_megabytes, "memory of the search in megabytes (default 2048)")
      ->check(CLI::Range(1.0, most_megabytes).description(""))
      ->type_name("MB");
  command.add_option("--jobs", raw.jobs, "threads (default: one for each processor)")
      ->check(CLI::Range(1U, 256U).description(""))
      ->type_name("N");
  for (auto [name, target, help] : {std::tuple{"--strategy", &search.only, "use only this strategy; may be repeated"},
                                    std::tuple{"--without", &search.without, "do not use this one; may be repeated"}}) {
    command.add_option(name, *target, help)
        ->check(known_strategy())
        ->type_name("NAME")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  command.add_option("--certificate", search.certificate, "write the certificate to FILE, for geq-check")
      ->type_name("FILE");
  add_report_options(command, search.report);
  command.footer(search_examples);
}

SearchArguments converted(SearchArguments search, const RawSearch& raw) {
  search.timeout = std::chrono::milliseconds(static_cast<long long>(raw.timeout_seconds * 1000));
  search.memory_bytes = static_cast<std::size_t>(raw.memory_megabytes * 1024 * 1024);
  search.jobs = raw.jobs;
  return search;
}

/// CLI11's sentence, and where to read on.
Finished usage_error(const CLI::App& app, const CLI::ParseError& error) {
  std::string command = "geq";
  for (const CLI::App* chosen : app.get_subcommands()) command += " " + chosen->get_name();
  return {usage, "geq: " + std::string(error.what()) + "\nTry: " + command + " --help\n"};
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
  CheckArguments to_check;
  ExplainArguments to_explain;

  CLI::App* prove = app.add_subcommand("prove", "prove or refute a statement");
  add_search_options(*prove, proof, raw);
  CLI::App* refute = app.add_subcommand("refute", "only look for a counterexample");
  add_search_options(*refute, refutation, raw);
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
  if (check->parsed()) return to_check;
  if (explain->parsed()) return to_explain;
  return converted(prove->parsed() ? proof : refutation, raw);
}

}  // namespace geq::cli
