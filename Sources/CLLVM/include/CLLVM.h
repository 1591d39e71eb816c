// Declares the parts of LLVM-C 19 that jitc uses, and the call that loads libLLVM at run time.
#ifndef CLLVM_H
#define CLLVM_H

#include <stddef.h>
#include <stdint.h>

#include "llvm-c/Analysis.h"
#include "llvm-c/Core.h"
#include "llvm-c/DebugInfo.h"
#include "llvm-c/Error.h"
#include "llvm-c/LLJIT.h"
#include "llvm-c/Orc.h"
#include "llvm-c/Support.h"
#include "llvm-c/Target.h"
#include "llvm-c/TargetMachine.h"
#include "llvm-c/Transforms/PassBuilder.h"

/// What `cllvm_load` reports.
enum {
  CLLVM_LOADED = 0,
  CLLVM_NOT_FOUND = 1,     ///< no libLLVM 19 in any known place
  CLLVM_INCOMPLETE = 2,    ///< a function of the list is not in the library
  CLLVM_WRONG_VERSION = 3, ///< the library is not LLVM 19
};

/// Loads libLLVM and binds every function of llvm_functions.h; no LLVM function may be called before
/// this has returned CLLVM_LOADED. `path` names the library; NULL tries the usual places.
/// `message` receives a sentence about a failure. Not to be called by two threads at a time.
int cllvm_load(const char *path, char *message, size_t message_size);

/// The path of the small library beside this program's binary, or NULL if there is none; valid until the next call.
const char *cllvm_own_library(void);

/// Gives memory back that is needed while compiling only: libLLVM's code, tens of megabytes of it, is mapped again where
/// it runs, and free memory of the allocator returns to the system.
void cllvm_rest(void);

enum { CLLVM_HOST_CPU_WORDS = 10 };

/// Writes words that differ between processors with different instruction sets. Needs no libLLVM.
void cllvm_host_cpu_words(uint64_t words[CLLVM_HOST_CPU_WORDS]);

/// Makes the instruction cache see code written to [start, start + size).
static inline void cllvm_flush_instruction_cache(void *start, size_t size) {
  __builtin___clear_cache((char *)start, (char *)start + size);
}

#endif
