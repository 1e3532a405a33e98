/* Blocks of many sizes, allocated and freed in random order from call stacks dozens of frames deep. Argument: descents. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4096, DEPTH = 40 };

static unsigned char *slots[SLOTS];
static uint32_t sizes[SLOTS];
static uint32_t checksum;
static uint32_t random_state = 521288629u;

static uint32_t next_random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return random_state;
}

static void release(uint32_t slot) {
  if (slots[slot] == NULL) return;
  checksum = checksum * 31 + slots[slot][0] + slots[slot][sizes[slot] - 1];
  free(slots[slot]);
  slots[slot] = NULL;
}

static void replace(uint32_t slot) {
  uint32_t random = next_random();
  uint32_t size = random % 64 == 0 ? 1024 + (random >> 8) % 8192 : 1 + (random >> 8) % 200;
  release(slot);
  slots[slot] = malloc(size);
  if (slots[slot] == NULL) exit(1);
  sizes[slot] = size;
  memset(slots[slot], (int)(slot & 0xff), size);
}

static void odd(int depth);

static void even(int depth) {
  if (depth == 0) return;
  if (next_random() % 2 == 0) odd(depth - 1);
  else even(depth - 1);
  replace(next_random() % SLOTS);
}

static void odd(int depth) {
  if (depth == 0) return;
  if (next_random() % 2 == 0) even(depth - 1);
  else odd(depth - 1);
  replace(next_random() % SLOTS);
}

int main(int argc, char **argv) {
  unsigned long descents = argc > 1 ? strtoul(argv[1], NULL, 10) : 140000;
  for (unsigned long i = 0; i < descents; i++) even(DEPTH);
  for (uint32_t slot = 0; slot < SLOTS; slot++) release(slot);
  printf("checksum %lu\n", (unsigned long)checksum);
  return 0;
}
