/*
 * Very many live blocks of 16 to 64 bytes at exit, most of them reachable, one in ten lost.
 * Arguments: blocks, shape. Shapes: list (one list through all), links (a tree with random branches), array (an array of
 * pointers to blocks that point nowhere). Prints the bytes asked for.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct block {
  struct block *first, *next;
};

enum { LEAST = 16, MOST = 64, ONE_IN = 10 };

/* What is reachable, is from here. */
static struct block *root;
static struct block **array;

static unsigned long long requested;
static uint32_t random_state = 362436069u;

static uint32_t next_random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return random_state;
}

static void *allocate(size_t size) {
  void *block = malloc(size);
  if (block == NULL) {
    fprintf(stderr, "out of memory after %llu bytes\n", requested);
    exit(1);
  }
  requested += size;
  return block;
}

static struct block *new_block(void) {
  struct block *block = allocate(LEAST + next_random() % (MOST - LEAST + 1));
  block->first = block->next = NULL;
  return block;
}

/* Every block hangs on the one before it. */
static void make_list(size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct block *block = new_block();
    if (i % ONE_IN == 0) continue;
    block->next = root;
    root = block;
  }
}

/* Every block hangs on one that was drawn from all those before it. */
static void make_links(size_t count) {
  struct block **all = allocate(count * sizeof(struct block *));
  size_t linked = 0;
  for (size_t i = 0; i < count; i++) {
    struct block *block = new_block();
    if (i % ONE_IN == 0) continue;
    if (linked == 0) {
      root = block;
    } else {
      struct block *parent = all[next_random() % linked];
      block->next = parent->first;
      parent->first = block;
    }
    all[linked++] = block;
  }
  memset(all, 0, count * sizeof(struct block *));
  free(all);
}

static void make_array(size_t count) {
  array = allocate(count * sizeof(struct block *));
  for (size_t i = 0; i < count; i++) {
    struct block *block = new_block();
    array[i] = i % ONE_IN == 0 ? NULL : block;
  }
}

int main(int argc, char **argv) {
  size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000000;
  const char *shape = argc > 2 ? argv[2] : "list";
  if (strcmp(shape, "list") == 0) make_list(count);
  else if (strcmp(shape, "links") == 0) make_links(count);
  else if (strcmp(shape, "array") == 0) make_array(count);
  else return 2;
  printf("%llu\n", requested);
  return 0;
}
