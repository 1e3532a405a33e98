// heapglass: Reads before the first element of a global array; another array lies in front of it.
// expect: InvalidRead line 9 size 4 in global
// oracle: none memcheck does not bound global arrays

int before[4] = {1, 2, 3, 4};
int after[4] = {5, 6, 7, 8};

static int at(const int *p, int i) {
  return p[i];
}

int main(void) {
  return at(after, 0) + at(after, -1) + at(before, 0) == 123456;
}
