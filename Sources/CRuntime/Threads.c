// Starts threads, lets one wait for another, and tells when a while is over.
#define _GNU_SOURCE
#include "CRuntime.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct thread_start {
  void (*body)(void *, void *, void *);
  void *context;
};

static void *thread_main(void *argument) {
  struct thread_start start = *(struct thread_start *)argument;
  free(argument);
#if defined(__linux__)
  pthread_attr_t attributes;
  void *low = NULL;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) abort();
  if (pthread_attr_getstack(&attributes, &low, &size) != 0) abort();
  pthread_attr_destroy(&attributes);
  start.body(start.context, low, (char *)low + size);
#else
  char *high = pthread_get_stackaddr_np(pthread_self());
  start.body(start.context, high - pthread_get_stacksize_np(pthread_self()), high);
#endif
  return NULL;
}

int crt_start_thread(size_t stack_size, void (*body)(void *, void *, void *), void *context) {
  struct thread_start *start = malloc(sizeof *start);
  if (!start) return ENOMEM;
  start->body = body;
  start->context = context;
  pthread_attr_t attributes;
  pthread_t thread;
  int error = pthread_attr_init(&attributes);
  if (!error) error = pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  if (!error) error = pthread_attr_setstacksize(&attributes, stack_size);
  if (!error) error = pthread_create(&thread, &attributes, thread_main, start);
  pthread_attr_destroy(&attributes);
  if (error) free(start);
  return error;
}

struct gate {
  pthread_mutex_t mutex;
  pthread_cond_t condition;
  int is_open;
};

void *crt_make_gate(void) {
  struct gate *gate = calloc(1, sizeof *gate);
  if (!gate) return NULL;
  pthread_mutex_init(&gate->mutex, NULL);
  pthread_cond_init(&gate->condition, NULL);
  return gate;
}

void crt_open_gate(void *place) {
  struct gate *gate = place;
  pthread_mutex_lock(&gate->mutex);
  gate->is_open = 1;
  pthread_cond_signal(&gate->condition);
  pthread_mutex_unlock(&gate->mutex);
}

void crt_wait_at_gate(void *place) {
  struct gate *gate = place;
  pthread_mutex_lock(&gate->mutex);
  while (!gate->is_open) pthread_cond_wait(&gate->condition, &gate->mutex);
  gate->is_open = 0;
  pthread_mutex_unlock(&gate->mutex);
}

void crt_free_gate(void *place) {
  struct gate *gate = place;
  pthread_cond_destroy(&gate->condition);
  pthread_mutex_destroy(&gate->mutex);
  free(gate);
}

static pthread_mutex_t ticking = PTHREAD_MUTEX_INITIALIZER;
static volatile int32_t *tick_flags[2];
static struct timespec tick_pause;
static int is_ticking;

static void tick(void *context, void *low, void *high) {
  (void)context, (void)low, (void)high;
  for (;;) {
    nanosleep(&tick_pause, NULL);
    pthread_mutex_lock(&ticking);
    for (int i = 0; i < 2; i++)
      if (tick_flags[i]) *tick_flags[i] = 1;
    if (!tick_flags[0]) is_ticking = 0;
    int goes_on = is_ticking;
    pthread_mutex_unlock(&ticking);
    if (!goes_on) return;
  }
}

int crt_start_ticking(volatile int32_t *first, volatile int32_t *second, int milliseconds) {
  pthread_mutex_lock(&ticking);
  tick_flags[0] = first;
  tick_flags[1] = second;
  tick_pause.tv_nsec = milliseconds * 1000000L;
  int error = is_ticking ? 0 : crt_start_thread(1 << 18, tick, NULL);
  if (!error) is_ticking = 1;
  pthread_mutex_unlock(&ticking);
  return error;
}

void crt_stop_ticking(void) {
  pthread_mutex_lock(&ticking);
  tick_flags[0] = tick_flags[1] = NULL;
  pthread_mutex_unlock(&ticking);
}
