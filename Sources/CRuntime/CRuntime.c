// Provides the few machine-level services that Swift cannot express.
#define _GNU_SOURCE
#include "CRuntime.h"

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#if defined(__linux__)
#include <sys/syscall.h>
#endif
#include <sys/wait.h>
#include <unistd.h>

const void *crt_find_bytes(const void *bytes, size_t count, const void *pattern, size_t length) {
  return memmem(bytes, count, pattern, length);
}

int crt_is_readable(const void *address) {
#if defined(__linux__)
  // The kernel copies the set of signals before it looks at what is to be done with it, which is nothing.
  return syscall(SYS_rt_sigprocmask, ~0, address, NULL, 8) == 0 || errno != EFAULT;
#else
  char state;
  return mincore((void *)address, 1, &state) == 0;
#endif
}

__attribute__((noinline)) void crt_with_spilled_registers(void (*body)(void *, void *), void *context) {
  void *registers[16];
#if defined(__x86_64__)
  __asm__ volatile(
      "movq %%rbx, 0(%0)\n\tmovq %%rbp, 8(%0)\n\tmovq %%r12, 16(%0)\n\t"
      "movq %%r13, 24(%0)\n\tmovq %%r14, 32(%0)\n\tmovq %%r15, 40(%0)"
      :
      : "r"(registers)
      : "memory");
#elif defined(__aarch64__)
  __asm__ volatile(
      "stp x19, x20, [%0, #0]\n\tstp x21, x22, [%0, #16]\n\tstp x23, x24, [%0, #32]\n\t"
      "stp x25, x26, [%0, #48]\n\tstp x27, x28, [%0, #64]\n\tstr x29, [%0, #80]"
      :
      : "r"(registers)
      : "memory");
#else
#error "jitc supports x86-64 and AArch64"
#endif
  body(context, (void *)registers);
  __asm__ volatile("" : : "r"(registers) : "memory");
}

// Values below the margin belong to nobody but a signal's handler, which has returned whenever this runs.
__attribute__((noinline)) void crt_clear_dead_stack(uintptr_t limit) {
  enum { margin = 1024, chunk = 4096, patience = 4 };
  uintptr_t end = ((uintptr_t)__builtin_frame_address(0) - margin) & ~(uintptr_t)7;
  for (int untouched = 0; untouched < patience && end > limit && end - limit >= chunk; end -= chunk) {
    untouched++;
    // Not by memset, whose own frame would lie there.
    for (volatile uint64_t *word = (volatile uint64_t *)(end - chunk); word < (volatile uint64_t *)end; word++)
      if (*word) {
        *word = 0;
        untouched = 0;
      }
  }
}

static volatile int32_t *interrupt_flags[2];
static void *volatile *interrupt_limit;
static pthread_t interrupted_thread;
// The work that an interrupt may abandon: where to go on, whether it runs, and whether it is in the allocator right now.
static sigjmp_buf escape;
static volatile sig_atomic_t may_escape, is_allocating;

static void on_interrupt(int number) {
  int saved = errno;
  for (int i = 0; i < 2; i++)
    if (interrupt_flags[i]) *interrupt_flags[i] = 1;
  if (interrupt_limit) *interrupt_limit = NULL;
  // The thread that runs the program must leave the system call it may wait in.
  if (!pthread_equal(pthread_self(), interrupted_thread)) pthread_kill(interrupted_thread, number);
  if (may_escape && !is_allocating && pthread_equal(pthread_self(), interrupted_thread)) siglongjmp(escape, 1);
  errno = saved;
}

int crt_run_interruptibly(void (*body)(void *), void *context) {
  if (sigsetjmp(escape, 1)) {
    may_escape = 0;
    return 1;
  }
  may_escape = 1;
  body(context);
  may_escape = 0;
  return 0;
}

static void leave_allocator(void) {
  is_allocating = 0;
  if (may_escape && crt_is_interrupted()) siglongjmp(escape, 1);
}

static void *must_exist(void *memory) {
  if (!memory) abort();
  return memory;
}

void *crt_guarded_allocate(size_t size) {
  is_allocating = 1;
  void *memory = must_exist(malloc(size));
  leave_allocator();
  return memory;
}

void *crt_guarded_reallocate(void *memory, size_t old_size, size_t size) {
  (void)old_size;
  is_allocating = 1;
  memory = must_exist(realloc(memory, size));
  leave_allocator();
  return memory;
}

void crt_guarded_free(void *memory, size_t size) {
  (void)size;
  is_allocating = 1;
  free(memory);
  leave_allocator();
}

void crt_install_signal_flags(volatile int32_t *first, volatile int32_t *second, void *volatile *limit) {
  interrupted_thread = pthread_self();
  interrupt_limit = limit;
  interrupt_flags[0] = first;
  interrupt_flags[1] = second;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, NULL);
  signal(SIGPIPE, SIG_IGN);
}

int crt_is_interrupted(void) { return interrupt_flags[0] && *interrupt_flags[0]; }

void crt_die_by_interrupt(void) {
  signal(SIGINT, SIG_DFL);
  raise(SIGINT);
}

void crt_flush_icache(void *start, size_t length) { __builtin___clear_cache((char *)start, (char *)start + length); }

struct thread_start {
  void (*body)(void *);
  void *context;
};

static void *thread_main(void *argument) {
  struct thread_start *start = argument;
  start->body(start->context);
  return NULL;
}

int crt_run_on_stack(size_t stack_size, void (*body)(void *), void *context, void **stack_low) {
  void *stack = mmap(NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (stack == MAP_FAILED) return errno;
  pthread_attr_t attributes;
  int error = pthread_attr_init(&attributes);
  if (!error) error = pthread_attr_setstack(&attributes, stack, stack_size);
  if (stack_low) *stack_low = stack;
  struct thread_start start = {body, context};
  pthread_t thread;
  if (!error) error = pthread_create(&thread, &attributes, thread_main, &start);
  if (!error) error = pthread_join(thread, NULL);
  munmap(stack, stack_size);
  return error;
}

int crt_format_double(char *buffer, size_t size, char conversion, int precision, int alternate, double value) {
  char format[8] = {'%', 0};
  size_t at = 1;
  if (alternate) format[at++] = '#';
  format[at++] = '.';
  format[at++] = '*';
  format[at++] = conversion;
  format[at] = 0;
  return snprintf(buffer, size, format, precision, value);
}

ssize_t crt_run_apart(void (*body)(void *context, int descriptor), void *context, void *result, size_t size) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    body(context, ends[1]);
    _exit(0);
  }
  close(ends[1]);
  size_t done = 0;
  while (child > 0 && done < size) {
    ssize_t got = read(ends[0], (char *)result + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += (size_t)got;
  }
  close(ends[0]);
  if (child < 0) return -1;
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return (ssize_t)done;
}
