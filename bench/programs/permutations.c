/* Flips of every permutation (fannkuch): small arrays on the stack, indexed all the time. Argument: elements. */
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 16 };

static int count_flips(const int *permutation, int size) {
  int work[MOST];
  int flips = 0;
  for (int i = 0; i < size; i++) work[i] = permutation[i];
  while (work[0] != 0) {
    for (int low = 0, high = work[0]; low < high; low++, high--) {
      int swapped = work[low];
      work[low] = work[high];
      work[high] = swapped;
    }
    flips++;
  }
  return flips;
}

int main(int argc, char **argv) {
  int size = argc > 1 ? atoi(argv[1]) : 10;
  int permutation[MOST], turns[MOST];
  long checksum = 0;
  int most = 0, sign = 1, left = size;
  if (size < 1 || size > MOST) return 1;
  for (int i = 0; i < size; i++) permutation[i] = i;
  for (;;) {
    for (; left != 1; left--) turns[left - 1] = left;
    int flips = count_flips(permutation, size);
    if (flips > most) most = flips;
    checksum += sign * flips;
    sign = -sign;
    for (;; left++) {
      if (left == size) {
        printf("checksum %ld, most flips %d\n", checksum, most);
        return 0;
      }
      int first = permutation[0];
      for (int i = 0; i < left; i++) permutation[i] = permutation[i + 1];
      permutation[left] = first;
      if (--turns[left] > 0) break;
    }
  }
}
