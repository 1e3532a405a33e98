/* Many arrays that grow a little at a time through realloc, and shrink again. Argument: elements pushed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { VECTORS = 512 };

struct vector {
  uint32_t *items;
  uint32_t length, room;
};

static void set_room(struct vector *vector, uint32_t room) {
  vector->items = realloc(vector->items, room * sizeof *vector->items);
  if (vector->items == NULL) exit(1);
  vector->room = room;
}

static void push(struct vector *vector, uint32_t item) {
  if (vector->length == vector->room) set_room(vector, vector->room + vector->room / 4 + 4);
  vector->items[vector->length++] = item;
}

static uint32_t fold(const struct vector *vector) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < vector->length; i++) sum = sum * 17 + vector->items[i];
  return sum;
}

int main(int argc, char **argv) {
  unsigned long pushes = argc > 1 ? strtoul(argv[1], NULL, 10) : 50000000;
  static struct vector vectors[VECTORS];
  uint32_t checksum = 0, random = 362436069u;
  for (unsigned long i = 0; i < pushes; i++) {
    random = random * 1664525u + 1013904223u;
    struct vector *vector = &vectors[(random >> 16) % VECTORS];
    push(vector, random);
    if (vector->length < 100 + (random >> 8) % 3000) continue;
    checksum ^= fold(vector);
    vector->length /= 8;
    set_room(vector, vector->length + 1);
  }
  for (int i = 0; i < VECTORS; i++) {
    checksum ^= fold(&vectors[i]);
    free(vectors[i].items);
  }
  printf("checksum %lu\n", (unsigned long)checksum);
  return 0;
}
