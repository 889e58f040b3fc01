// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/worker.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <fstream>
#include <new>

#include "prover/cli/files.hpp"
#include "prover/cli/interruption.hpp"

namespace geq::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_noise = 4096;

// What the program and its threads need beside the search.
constexpr std::size_t memory_of_program = std::size_t{48} << 20;
constexpr std::size_t memory_of_thread = std::size_t{10} << 20;

// The product on its way through the pipe: the status, then each text as its length, a newline, its bytes.

std::string packed(const Product& product) {
  std::string message = std::to_string(static_cast<int>(product.status)) + '\n';
  for (const std::string* text : {&product.report, &product.certificate, &product.message})
    message += std::to_string(text->size()) + '\n' + *text;
  return message;
}

std::optional<std::size_t> take_number(std::string_view& message) {
  const std::size_t end = message.find('\n');
  if (end == message.npos || end == 0 || end > 18) return {};
  std::size_t number = 0;
  for (const char digit : message.substr(0, end)) {
    if (digit < '0' || digit > '9') return {};
    number = 10 * number + static_cast<std::size_t>(digit - '0');
  }
  message.remove_prefix(end + 1);
  return number;
}

/// None if the worker died before it had said everything.
std::optional<Product> unpacked(std::string_view message) {
  const auto status = take_number(message);
  if (!status) return {};
  Product product;
  product.status = static_cast<ExitStatus>(*status);
  for (std::string* text : {&product.report, &product.certificate, &product.message}) {
    const auto size = take_number(message);
    if (!size || *size > message.size()) return {};
    *text = message.substr(0, *size);
    message.remove_prefix(*size);
  }
  return product;
}

/// Private writable memory in use now, in bytes; 0 where the system does not tell.
std::size_t data_in_use() {
  std::ifstream statm("/proc/self/statm");
  std::size_t value = 0;
  for (int field = 0; field < 6; ++field) statm >> value;  // size resident shared text lib data
  const long page = ::sysconf(_SC_PAGESIZE);
  return statm && page > 0 ? value * static_cast<std::size_t>(page) : 0;
}

void limit_data(std::size_t bytes) {
  const rlim_t limit = static_cast<rlim_t>(data_in_use()) + bytes;
  struct rlimit now {};
  if (::getrlimit(RLIMIT_DATA, &now) != 0 || (now.rlim_max != RLIM_INFINITY && now.rlim_max < limit)) return;
  now.rlim_cur = limit;
  ::setrlimit(RLIMIT_DATA, &now);
}

enum WorkerExit : int { said_everything = 0, no_memory = 101, unexpected_exception = 102 };

[[noreturn]] void be_the_worker(const std::function<Product()>& work, const WorkLimits& limits, const Pipe& result,
                                const Pipe& noise, pid_t supervisor) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // should the supervisor be killed, nobody waits for an answer
  if (::getppid() != supervisor) ::_exit(unexpected_exception);
  forget_interruptions();
  ::dup2(noise.write_end, STDOUT_FILENO);
  ::dup2(noise.write_end, STDERR_FILENO);
  const struct rlimit no_core {};
  ::setrlimit(RLIMIT_CORE, &no_core);
  if (limits.data_bytes) limit_data(*limits.data_bytes);
  try {
    write_whole(result.write_end, packed(work()), "the answer");
  } catch (const std::bad_alloc&) {
    ::_exit(no_memory);
  } catch (const std::exception& error) {
    const std::string_view what = error.what();
    if (::write(STDERR_FILENO, what.data(), what.size()) < 0) ::_exit(unexpected_exception);
    ::_exit(unexpected_exception);
  }
  ::_exit(said_everything);
}

/// Appends what there is to read now, or the first part of it, so that a worker that never stops talking cannot keep
/// its supervisor from looking at the clock; false at the end.
bool drain(int descriptor, std::string& into, std::size_t most) {
  std::array<char, 65536> buffer{};
  for (int chunk = 0; chunk < 64; ++chunk) {
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno == EAGAIN;
    if (count == 0) return false;
    if (into.size() < most) into.append(buffer.data(), std::min(static_cast<std::size_t>(count), most - into.size()));
  }
  return true;
}

bool tells_of_memory(std::string_view noise) {
  static constexpr std::array<std::string_view, 5> phrases{"allocate memory", "out of memory", "Out of virtual memory",
                                                           "bad_alloc", "Resource temporarily unavailable"};
  for (const std::string_view phrase : phrases) {
    if (noise.find(phrase) != noise.npos) return true;
  }
  return false;
}

WorkResult verdict_on_death(int status, std::string noise) {
  if (WIFEXITED(status)) {
    if (WEXITSTATUS(status) == no_memory || tells_of_memory(noise)) return OutOfMemory{};
    return Crashed{"exit status " + std::to_string(WEXITSTATUS(status)), std::move(noise)};
  }
  const int signal = WTERMSIG(status);
  if (signal == SIGKILL || tells_of_memory(noise)) return OutOfMemory{};  // SIGKILL: not ours, so the system's
  return Crashed{"signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ")", std::move(noise)};
}

}  // namespace

WorkLimits limits_of_search(std::chrono::milliseconds timeout, std::size_t memory_bytes, unsigned threads) {
  using std::chrono::milliseconds;
  return {timeout + std::clamp(timeout / 20, milliseconds(250), milliseconds(5000)),
          memory_bytes + memory_of_program + threads * memory_of_thread};
}

Pipe::Pipe() {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw Failure(internal_error, "the system gives no pipe");
  read_end = ends[0];
  write_end = ends[1];
  ::fcntl(read_end, F_SETFL, O_NONBLOCK);
}

Pipe::~Pipe() {
  close_end(read_end);
  close_end(write_end);
}

void Pipe::close_end(int& end) {
  if (end >= 0) ::close(end);
  end = -1;
}

Worker::Worker(const std::function<Product()>& work, const WorkLimits& limits) : limits_(limits), start_(Clock::now()) {
  const pid_t supervisor = ::getpid();
  id_ = ::fork();
  if (id_ < 0) throw Failure(internal_error, "the system gives no process");
  if (id_ == 0) be_the_worker(work, limits, result_, noise_, supervisor);
  Pipe::close_end(result_.write_end);
  Pipe::close_end(noise_.write_end);
}

Worker::~Worker() {
  if (id_ <= 0) return;
  ::kill(id_, SIGKILL);
  while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

std::chrono::milliseconds Worker::passed() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_);
}

std::optional<WorkResult> Worker::advance() {
  is_talking_ = is_talking_ && drain(result_.read_end, message_, message_.max_size());
  drain(noise_.read_end, said_, most_noise);
  if (!is_talking_) {
    if (auto product = unpacked(message_)) return std::move(*product);
    int status = 0;
    if (::waitpid(id_, &status, WNOHANG) == id_) {
      id_ = 0;
      drain(noise_.read_end, said_, most_noise);
      return verdict_on_death(status, std::move(said_));
    }
  }
  if (limits_.time && passed() >= *limits_.time) return OutOfTime{};
  return {};
}

}  // namespace geq::cli
