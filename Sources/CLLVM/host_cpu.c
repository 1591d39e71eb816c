// Reads what identifies the processor's instruction set, without LLVM, for keys of cached code.
#include "CLLVM.h"

#if defined(__x86_64__)
#include <cpuid.h>

void cllvm_host_cpu_words(uint64_t words[CLLVM_HOST_CPU_WORDS]) {
  static const unsigned leaves[][2] = {{0, 0}, {1, 0}, {7, 0}, {7, 1}, {0x80000001u, 0}};
  for (int i = 0; i < CLLVM_HOST_CPU_WORDS; i++) words[i] = 0;
  for (int i = 0; i < 5; i++) {
    unsigned a = 0, b = 0, c = 0, d = 0;
    if (!__get_cpuid_count(leaves[i][0], leaves[i][1], &a, &b, &c, &d)) continue;
    if (leaves[i][0] == 1) b = 0, c &= ~(1u << 27); // the APIC id differs between cores
    words[2 * i] = (uint64_t)a << 32 | b;
    words[2 * i + 1] = (uint64_t)c << 32 | d;
  }
}

#elif defined(__linux__)
#include <sys/auxv.h>

void cllvm_host_cpu_words(uint64_t words[CLLVM_HOST_CPU_WORDS]) {
  for (int i = 0; i < CLLVM_HOST_CPU_WORDS; i++) words[i] = 0;
  words[0] = getauxval(AT_HWCAP);
  words[1] = getauxval(AT_HWCAP2);
}

#else

void cllvm_host_cpu_words(uint64_t words[CLLVM_HOST_CPU_WORDS]) {
  for (int i = 0; i < CLLVM_HOST_CPU_WORDS; i++) words[i] = 0;
}

#endif
