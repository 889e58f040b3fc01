// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// A proof of the goal without those of its steps that only add facts which nothing needs, and without the proofs of
/// these facts: searches join what may be of use, and a reader should see what is. A lemma that is the goal itself is
/// replaced by its proof. The kernel's rules are applied again to what is left; a step stays where they then fail or
/// ask for more. Steps that introduce variables stay. Cost: at most a fifth of a second or so; proofs of more than 2000
/// steps are left as they are.
Steps without_unused_facts(const proofs::Sequent& goal, Steps steps);

}  // namespace geq::prover
