// heapglass: A compound literal lives only as long as the block around it.
// expect: InvalidRead line 14 size 4 in stack
// oracle: none memcheck does not know scopes

struct pair {
  int a, b;
};

int main(void) {
  const struct pair *p = 0;
  if (p == 0) {
    p = &(struct pair){1, 2};
  }
  int sum = p->a;
  return sum == 123456;
}
