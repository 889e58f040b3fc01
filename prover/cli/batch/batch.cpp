// SPDX-License-Identifier: GPL-3.0-or-later
#include <cctype>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "prover/cli/batch/problem_list.hpp"
#include "prover/cli/batch/progress_bar.hpp"
#include "prover/cli/batch/results_file.hpp"
#include "prover/cli/batch/summary.hpp"
#include "prover/cli/commands.hpp"
#include "prover/cli/console.hpp"
#include "prover/cli/files.hpp"
#include "prover/cli/interruption.hpp"
#include "prover/cli/supervisor.hpp"

namespace geq::cli {
namespace {

constexpr std::size_t most_batch_bytes = std::size_t{1} << 30;

/// The library gets this long to stop by itself when its time is up.
constexpr std::chrono::milliseconds grace{500};

/// A name for files: what is not a letter, a digit, `_`, `-` or an inner dot becomes %XX, so different ids stay
/// different.
std::string file_name(const std::string& id) {
  std::string name;
  for (const char c : id) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x80 && std::isalnum(byte) != 0) || c == '_' || c == '-' || (c == '.' && !name.empty())) {
      name += c;
    } else {
      name += {'%', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]};
    }
  }
  return name;
}

double seconds(std::chrono::microseconds time) { return static_cast<double>(time.count()) / 1e6; }

std::string point_text(const Answer& answer) {
  std::string text;
  for (const auto& [variable, value] : answer.witness())
    text.append(text.empty() ? "" : ", ").append(variable).append(" = ").append(value);
  return text;
}

class Batch {
 public:
  Batch(const BatchArguments& arguments, std::vector<Problem> problems)
      : arguments_(arguments), problems_(std::move(problems)), file_(arguments.output) {
    for (std::size_t i = 0; i < problems_.size(); ++i) {
      const auto before = file_.finished().find(problems_[i].id);
      if (before == file_.finished().end()) {
        open_.push_back(i);
      } else if (before->second.fingerprint != fingerprint(problems_[i])) {
        throw Failure(bad_input, "problem '" + problems_[i].id + "' is not the one that " + arguments.output +
                                     " has a result for: remove that line, or write to another file");
      }
    }
    if (!arguments_.certificates.empty()) create_folder();
  }

  ExitStatus run() {
    const std::size_t taken_over = problems_.size() - open_.size();
    {
      ProgressBar bar(!arguments_.quiet, problems_.size(), taken_over);
      WorkLimits limits = limits_of_search(arguments_.timeout, arguments_.memory_bytes, 1);
      limits.time = arguments_.timeout + grace;
      try {
        supervise_all({open_.size(), arguments_.jobs, [this](std::size_t place) { return work(problem(place)); },
                       [&](std::size_t place, const WorkResult& result) {
                         bar.finished_one(end(place, result));
                         write_in_order();
                       },
                       [&bar] { bar.show(); }},
                      limits);
      } catch (const Interrupted&) {  // what is finished is kept, even if something before it is not
        for (const auto& [place, result] : waiting_) file_.add(result);
        throw;
      }
    }
    std::vector<std::string> ids;
    std::vector<BatchResult> results;
    for (const Problem& problem : problems_) {
      ids.push_back(problem.id);
      results.push_back(file_.finished().at(problem.id));
    }
    file_.sort(ids);
    if (!arguments_.quiet) {
      const std::string table = summary(results, taken_over);
      file_.is_standard_output() ? complain(table) : print(table);
    }
    return status_of(results);
  }

 private:
  const Problem& problem(std::size_t place) const { return problems_[open_[place]]; }

  void create_folder() const {
    std::error_code error;
    std::filesystem::create_directories(arguments_.certificates, error);
    if (error || !std::filesystem::is_directory(arguments_.certificates))
      throw Failure(cannot_create, "cannot create the folder " + arguments_.certificates);
  }

  BatchResult result_for(const Problem& problem) const {
    BatchResult result;
    result.id = problem.id;
    result.fingerprint = fingerprint(problem);
    result.expected = problem.expected;
    return result;
  }

  /// Runs in the process of the problem.
  Product work(const Problem& problem) const {
    Options options;
    options.timeout = arguments_.timeout;
    options.memory_bytes = arguments_.memory_bytes;
    options.only = arguments_.only;
    options.without = arguments_.without;
    BatchResult result = result_for(problem);
    const Outcome outcome = geq::prove(problem.statement.text, options);
    if (const auto* error = std::get_if<InputError>(&outcome)) {
      result.verdict = "malformed";
      result.message = located(problem.statement, *error);
      return {bad_input, line_of(result), {}, {}};
    }
    const auto& answer = std::get<Answer>(outcome);
    result.verdict = to_text(answer.verdict());
    result.method = answer.method();
    result.cones = answer.cones();
    result.message = answer.verdict() == Verdict::refuted ? point_text(answer) : answer.detail();
    if (!arguments_.quiet) {
      result.seconds = seconds(answer.search_time());
      result.check_seconds = seconds(answer.check_time());
    }
    return {proved, line_of(result), answer.certificate(), {}};
  }

  /// Takes what the process has said, or says what became of it. Whether the problem is settled.
  bool end(std::size_t place, const WorkResult& ended) {
    BatchResult result = result_for(problem(place));
    if (const auto* product = std::get_if<Product>(&ended)) {
      auto line = result_of(std::string_view(product->report).substr(0, product->report.find('\n')));
      if (!line || line->id != result.id) throw std::logic_error("a search has said something else than its result");
      result = std::move(*line);
      write_certificate(problem(place), product->certificate);
    } else if (const auto* crash = std::get_if<Crashed>(&ended)) {
      result.verdict = "error";
      result.message = "the search ended with " + crash->how + (crash->noise.empty() ? "" : "\n" + crash->noise);
    } else {
      const bool is_late = std::holds_alternative<OutOfTime>(ended);
      result.verdict = to_text(Verdict::undecided);
      result.message = is_late ? "the search did not stop in time and was ended"
                               : "the search needed more memory than allowed and was ended";
      if (is_late && !arguments_.quiet) result.seconds = seconds(arguments_.timeout + grace);
    }
    const bool is_settled = result.verdict == "proved" || result.verdict == "refuted";
    waiting_.emplace(place, std::move(result));
    return is_settled;
  }

  void write_certificate(const Problem& problem, const std::string& certificate) const {
    if (arguments_.certificates.empty() || certificate.empty()) return;
    const std::string path = (std::filesystem::path(arguments_.certificates) / file_name(problem.id)).string();
    OutputFile(path + ".geq").commit(problem.statement.text);
    OutputFile(path + ".cert").commit(certificate);
  }

  void write_in_order() {
    while (!waiting_.empty() && waiting_.begin()->first == next_) {
      const BatchResult result = std::move(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
      ++next_;
      file_.add(result);
    }
  }

  static ExitStatus status_of(const std::vector<BatchResult>& results) {
    bool is_wrong = false, has_crashed = false, is_malformed = false;
    for (const BatchResult& result : results) {
      is_wrong = is_wrong || result.contradicts_expectation();
      has_crashed = has_crashed || result.verdict == "error";
      is_malformed = is_malformed || result.verdict == "malformed";
    }
    return is_wrong ? refuted : has_crashed ? internal_error : is_malformed ? bad_input : proved;
  }

  const BatchArguments& arguments_;
  std::vector<Problem> problems_;
  ResultsFile file_;
  std::vector<std::size_t> open_;               ///< places of the problems to be run
  std::map<std::size_t, BatchResult> waiting_;  ///< ended, but something before it is not; by place in `open_`
  std::size_t next_ = 0;                        ///< place in `open_` of the next line
};

}  // namespace

ExitStatus run(const BatchArguments& arguments) {
  const std::string name = arguments.file == "-" ? "standard input" : arguments.file;
  return Batch(arguments, problem_list({name, read_whole(arguments.file, most_batch_bytes)})).run();
}

}  // namespace geq::cli
