/*
 * Makes the calls of a trace on the C library's malloc: on wasi-libc's (dlmalloc) as a module that JavaScript fills and
 * starts, on the machine's as a program: `replay ROWS BLOCKS PASSES`, which prints the nanoseconds of its best pass.
 *
 * The rows are those of src/memory/replay/format.ts, the loop that of src/memory/replay/kernel.as.ts. No payload is
 * touched but what calloc clears.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MALLOC, CALLOC, REALLOC, MEMALIGN, FREE };

struct row {
  uint32_t id, size, operation;
};

#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(#name)))
#else
#define EXPORT(name) static
#endif

EXPORT(run) void run(const struct row *rows, uint32_t count, void **blocks) {
  for (const struct row *row = rows, *end = rows + count; row < end; row++) {
    void **slot = blocks + row->id;
    size_t size = row->size;
    switch (row->operation & 0xff) {
      case MALLOC:
        *slot = malloc(size);
        break;
      case FREE:
        free(*slot);
        break;
      case REALLOC:
        if (*slot != NULL) {
          void *moved = realloc(*slot, size);
          if (moved != NULL) *slot = moved;
        }
        break;
      case CALLOC:
        *slot = malloc(size);
        if (*slot != NULL) memset(*slot, 0, size);
        break;
      default:
        /* aligned_alloc as C23 has it: any size. */
        *slot = aligned_alloc((size_t)1 << (row->operation >> 8), size);
    }
  }
}

#ifdef __wasm__

#include <errno.h>
#include <unistd.h>

extern char __heap_base, __heap_end;

/* Rows and addresses: RESERVED is as large as the largest trace needs. */
static char reserved[RESERVED] __attribute__((aligned(16)));
/* Zero until sbrk is first called. */
static uintptr_t program_break;

EXPORT(reserved_start) char *reserved_start(void) { return reserved; }
EXPORT(reserved_end) char *reserved_end(void) { return reserved + RESERVED; }
EXPORT(heap_start) char *heap_start(void) { return &__heap_base; }

/*
 * In the place of the C library's, which moves the break by growing the memory: once a pass is over, the memory stays as
 * it is and the break goes back, so that later passes find memory that was touched before, as other allocators do.
 */
void *sbrk(intptr_t increment) {
  uintptr_t old = program_break == 0 ? (uintptr_t)&__heap_end : program_break;
  uintptr_t next = old + increment;
  uintptr_t has = __builtin_wasm_memory_size(0) * 65536;
  if (next > has && __builtin_wasm_memory_grow(0, (next - has + 65535) / 65536) == (size_t)-1) {
    errno = ENOMEM;
    return (void *)-1;
  }
  program_break = next;
  return (void *)old;
}

EXPORT(heap_end) char *heap_end(void) { return sbrk(0); }

#else

#include <stdio.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  FILE *file = fopen(argv[1], "rb");
  if (file == NULL) return 1;
  fseek(file, 0, SEEK_END);
  uint32_t count = ftell(file) / sizeof(struct row);
  uint32_t ids = strtoul(argv[2], NULL, 10);
  struct row *rows = malloc(count * sizeof *rows);
  void **blocks = calloc(ids + 1, sizeof *blocks);
  char *alive = calloc(ids + 1, 1);
  rewind(file);
  if (rows == NULL || blocks == NULL || alive == NULL || fread(rows, sizeof *rows, count, file) != count) return 1;
  /* What a trace leaves over is freed between passes. */
  for (uint32_t i = 0; i < count; i++) alive[rows[i].id] = (rows[i].operation & 0xff) != FREE;
  double best = 0;
  for (unsigned long pass = strtoul(argv[3], NULL, 10); pass > 0; pass--) {
    double start = now();
    run(rows, count, blocks);
    double took = now() - start;
    if (best == 0 || took < best) best = took;
    for (uint32_t id = 0; id < ids; id++)
      if (alive[id]) free(blocks[id]);
  }
  printf("%.0f\n", best);
  return 0;
}

#endif
