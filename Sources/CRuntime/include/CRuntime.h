// Declares the few machine-level services that Swift cannot express.
#ifndef CRUNTIME_H
#define CRUNTIME_H
#include <stddef.h>
#include <sys/types.h>
#include <stdint.h>

/// Spills all callee-saved registers to the stack and calls `body(context, lowest stack address)`.
void crt_with_spilled_registers(void (*body)(void *context, void *stack_low), void *context);

/// Clears what returned functions left on the stack below the caller, as far down as there is much of it, but not below `limit`.
void crt_clear_dead_stack(uintptr_t limit);

/// Whether the eight bytes at an address can be read.
int crt_is_readable(const void *address);

/// The first occurrence of a pattern in a block of bytes, or NULL; takes linear time.
const void *crt_find_bytes(const void *bytes, size_t count, const void *pattern, size_t length);

/// The address of the current stack frame.
static inline void *crt_stack_pointer(void) { return __builtin_frame_address(0); }

/// Starts to load the memory at an address into the cache.
static inline void crt_prefetch(const void *address) { __builtin_prefetch(address); }

/// Installs a handler for SIGINT that sets first `*first`, then `*second` to 1 and `*limit` to NULL; a second SIGINT
/// before the flags were cleared still only sets them. The signal also ends the system call in which the calling thread
/// waits, whichever thread received it. SIGPIPE is ignored, so that writes to a closed pipe fail with EPIPE.
void crt_install_signal_flags(volatile int32_t *first, volatile int32_t *second, void *volatile *limit);

/// Runs `body(context)`, which SIGINT may end at any point outside the allocator functions below. Returns 1 if it did, else 0.
/// The body must be C code, or hold nothing that has to be released.
int crt_run_interruptibly(void (*body)(void *context), void *context);

/// Allocate, grow and free memory; a SIGINT meanwhile ends interruptible work only afterwards.
void *crt_guarded_allocate(size_t size);
void *crt_guarded_reallocate(void *memory, size_t old_size, size_t size);
void crt_guarded_free(void *memory, size_t size);

/// Whether SIGINT came and its first flag was not cleared yet.
int crt_is_interrupted(void);

/// Restores the default action of SIGINT and raises it, so that the parent sees death by signal.
void crt_die_by_interrupt(void);

/// A counter that goes up at a constant rate and costs little to read.
static inline uint64_t crt_ticks(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  return 0;
#endif
}

/// Makes freshly written machine code visible to instruction fetch.
void crt_flush_icache(void *start, size_t length);

/// Runs `body(context)` on a new thread with a stack of `stack_size` bytes and waits for it.
/// Stores the lowest usable stack address in `*stack_low`. Returns 0, or an errno value.
int crt_run_on_stack(size_t stack_size, void (*body)(void *context), void *context, void **stack_low);

/// Starts `body(context, lowest stack address, address above the stack)` on a new thread that nobody waits for. Returns 0, or an errno value.
int crt_start_thread(size_t stack_size, void (*body)(void *context, void *low, void *high), void *context);

/// A place where one thread waits until another lets it go on; NULL if there is none.
void *crt_make_gate(void);
void crt_open_gate(void *gate);
void crt_wait_at_gate(void *gate);
void crt_free_gate(void *gate);

/// From now on sets `*first` and then `*second` to 1 every `milliseconds`, until `crt_stop_ticking` is called. Returns 0, or an errno value.
int crt_start_ticking(volatile int32_t *first, volatile int32_t *second, int milliseconds);
void crt_stop_ticking(void);

/// Starts a program, found by its name, with three of this process's descriptors as its standard ones; NULL for the environment and
/// the directory of this process. Returns 0, or an errno value.
int crt_spawn(char *const arguments[], char *const environment[], const char *directory, const int descriptors[3], pid_t *child);

/// Formats with the C library in the C locale; returns the length snprintf reports. `conversion` is one of e, f, g, E, F, G.
int crt_format_double(char *buffer, size_t size, char conversion, int precision, int alternate, double value);

/// Runs `body(context, descriptor)` in a copy of the process, which may have no other threads, and waits for it. What the copy writes to
/// the descriptor is stored in `result`. Returns its length, or -1 if there is no copy.
ssize_t crt_run_apart(void (*body)(void *context, int descriptor), void *context, void *result, size_t size);

#endif
