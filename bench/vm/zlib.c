/* Deflates and inflates generated text at several levels, with zlib. Argument: KiB of text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "zlib.h"

static const char *const WORDS[] = {"page",   "table", "frame",  "the",   "a",     "walks", "through", "memory",
                                    "faults", "of",    "reads",  "and",   "entry", "level", "process", "to",
                                    "is",     "that",  "cached", "evict", "swap",  "clock", "second",  "chance"};

static Bytef *write_text(uLong size) {
  Bytef *text = malloc(size);
  if (text == NULL) return NULL;
  unsigned state = 2463534242u;
  for (uLong at = 0; at < size;) {
    state ^= state << 13, state ^= state >> 17, state ^= state << 5;
    const char *word = WORDS[(state & state >> 8) % (sizeof WORDS / sizeof *WORDS)];
    while (*word && at < size) text[at++] = (Bytef)*word++;
    if (at < size) text[at++] = state >> 28 == 0 ? '\n' : ' ';
  }
  return text;
}

int main(int argc, char **argv) {
  uLong size = (argc > 1 ? strtoul(argv[1], NULL, 10) : 3072) * 1024;
  Bytef *text = write_text(size);
  uLong bound = compressBound(size);
  Bytef *packed = malloc(bound);
  Bytef *unpacked = malloc(size);
  if (text == NULL || packed == NULL || unpacked == NULL) return 1;
  for (int level = 1; level <= 7; level += 3) {
    uLongf packed_size = bound, unpacked_size = size;
    if (compress2(packed, &packed_size, text, size, level) != Z_OK) return 1;
    for (int i = 0; i < 4; i++) {
      if (uncompress(unpacked, &unpacked_size, packed, packed_size) != Z_OK) return 1;
    }
    if (unpacked_size != size || memcmp(text, unpacked, size) != 0) return 1;
    printf("level %d: %lu bytes, checksum %08lx\n", level, packed_size, crc32(0, packed, packed_size));
  }
  free(unpacked);
  free(packed);
  free(text);
  return 0;
}
