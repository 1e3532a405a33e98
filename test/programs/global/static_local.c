// heapglass: Writes past an array that is static in a function.
// expect: InvalidWrite line 7 size 1 in global
// oracle: none memcheck does not bound static arrays

static void remember(int i) {
  static char seen[6];
  seen[i] = 1;
}

int main(void) {
  for (int i = 0; i < 7; i++)
    remember(i);
  return 0;
}
