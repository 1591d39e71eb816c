// Starts other programs.
#define _GNU_SOURCE
#include "CRuntime.h"

#include <signal.h>
#include <spawn.h>

extern char **environ;

int crt_spawn(char *const arguments[], char *const environment[], const char *directory, const int descriptors[3], pid_t *child) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error) return error;
  error = posix_spawnattr_init(&attributes);
  if (error) return error;
  for (int i = 0; i < 3 && !error; i++)
    if (descriptors[i] != i) error = posix_spawn_file_actions_adddup2(&actions, descriptors[i], i);
  if (directory && !error) error = posix_spawn_file_actions_addchdir_np(&actions, directory);
  // This process ignores SIGPIPE; other programs expect it.
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  if (!error) error = posix_spawnp(child, arguments[0], &actions, &attributes, arguments, environment ? environment : environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}
