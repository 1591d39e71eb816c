// Binds LLVM's functions lazily: a jump through a pointer each, filled from libLLVM on first need.
//
// Linking libLLVM would cost every process 16 ms and 48 MB at start, also those that never compile. A library of the parts
// that are called, which scripts/link-llvm puts beside the binary, is taken instead where it lies: it takes 6 ms and 27 MB.
// The stubs are hidden, so that libLLVM's own calls are not interposed by them.
#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "CLLVM.h"
#include "llvm_functions.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__)
#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#endif

#define DECLARE_POINTER(name) __attribute__((visibility("hidden"))) void *cllvm_pointer_##name;
CLLVM_FUNCTIONS(DECLARE_POINTER)

#if defined(__APPLE__)
#define SYMBOL(name) "_" #name
#define HEAD(name) ".text\n.globl " SYMBOL(name) "\n.private_extern " SYMBOL(name) "\n.p2align 2\n" SYMBOL(name) ":\n"
#define PAGE(symbol) symbol "@PAGE"
#define PAGE_OFFSET(symbol) symbol "@PAGEOFF"
#elif defined(__linux__)
#define SYMBOL(name) #name
#define HEAD(name) \
  ".text\n.globl " #name "\n.hidden " #name "\n.type " #name ",%function\n.p2align 2\n" #name ":\n"
#define PAGE(symbol) symbol
#define PAGE_OFFSET(symbol) ":lo12:" symbol
#else
#error "CLLVM knows how to load libLLVM on Linux and macOS only"
#endif

#if defined(__x86_64__)
#define DEFINE_STUB(name) __asm__(HEAD(name) "jmpq *" SYMBOL(cllvm_pointer_##name) "(%rip)\n");
#elif defined(__aarch64__)
#define DEFINE_STUB(name)                                        \
  __asm__(HEAD(name)                                             \
          "adrp x16, " PAGE(SYMBOL(cllvm_pointer_##name)) "\n"   \
          "ldr x16, [x16, " PAGE_OFFSET(SYMBOL(cllvm_pointer_##name)) "]\n" \
          "br x16\n");
#else
#error "CLLVM has stubs for x86-64 and aarch64 only"
#endif
CLLVM_FUNCTIONS(DEFINE_STUB)

static const char *const usual_places[] = {
#if defined(__APPLE__)
  "/opt/homebrew/opt/llvm@19/lib/libLLVM.dylib",
  "/usr/local/opt/llvm@19/lib/libLLVM.dylib",
  "libLLVM-19.dylib",
#else
  "libLLVM.so.19.1",
  "libLLVM-19.so",
  "/usr/lib/llvm-19/lib/libLLVM.so.19.1",
#endif
};

#if defined(__linux__)
const char *cllvm_own_library(void) {
  static char path[4096];
  static const char name[] = "libjitc-llvm.so";
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - sizeof name);
  while (length > 0 && path[length - 1] != '/') length--;
  if (length <= 0) return NULL;
  memcpy(path + length, name, sizeof name);
  return access(path, R_OK) == 0 ? path : NULL;
}
#else
const char *cllvm_own_library(void) { return NULL; }
#endif

static void *open_usual_place(void) {
  for (size_t i = 0; i < sizeof usual_places / sizeof *usual_places; i++) {
    void *library = dlopen(usual_places[i], RTLD_LAZY | RTLD_LOCAL);
    if (library) return library;
  }
  return NULL;
}

static int bind(void *library, char *message, size_t message_size) {
  if (!library) {
    const char *reason = dlerror();
    snprintf(message, message_size, "libLLVM 19 not found: %s", reason ? reason : "no reason given");
    return CLLVM_NOT_FOUND;
  }
  void (*version)(unsigned *, unsigned *, unsigned *) =
      (void (*)(unsigned *, unsigned *, unsigned *))dlsym(library, "LLVMGetVersion");
  unsigned major = 0;
  if (version) version(&major, NULL, NULL);
  if (major != 19) {
    snprintf(message, message_size, "the library is LLVM %u, LLVM 19 is needed", major);
    return CLLVM_WRONG_VERSION;
  }
#define BIND(name)                                                                 \
  if (!(cllvm_pointer_##name = dlsym(library, #name))) {                           \
    snprintf(message, message_size, "libLLVM 19 lacks the function %s", #name);    \
    return CLLVM_INCOMPLETE;                                                       \
  }
  CLLVM_FUNCTIONS(BIND)
  return CLLVM_LOADED;
}

int cllvm_load(const char *path, char *message, size_t message_size) {
  if (path) return bind(dlopen(path, RTLD_LAZY | RTLD_LOCAL), message, message_size);
  const char *own = cllvm_own_library();
  if (own && bind(dlopen(own, RTLD_LAZY | RTLD_LOCAL), message, message_size) == CLLVM_LOADED) return CLLVM_LOADED;
  return bind(open_usual_place(), message, message_size);
}

#if defined(__linux__)
// Gives back the code of the library that holds an address. Code is never written: it is read from the file again.
static int release_code(struct dl_phdr_info *info, size_t size, void *context) {
  uintptr_t wanted = (uintptr_t)context;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &info->dlpi_phdr[i];
    uintptr_t start = info->dlpi_addr + part->p_vaddr;
    if (part->p_type != PT_LOAD || wanted < start || wanted >= start + part->p_memsz) continue;
    uintptr_t first = (start + 0xFFFF) & ~(uintptr_t)0xFFFF;
    uintptr_t end = (start + part->p_filesz) & ~(uintptr_t)0xFFFF;
    if ((part->p_flags & (PF_X | PF_W)) == PF_X && first < end) madvise((void *)first, end - first, MADV_DONTNEED);
    return 1;
  }
  return 0;
}

void cllvm_rest(void) {
  if (cllvm_pointer_LLVMGetVersion) dl_iterate_phdr(release_code, cllvm_pointer_LLVMGetVersion);
  malloc_trim(0);
}
#else
void cllvm_rest(void) {}
#endif
