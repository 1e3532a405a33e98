// heapglass: Runs over parameters, which are called as in the source, and over temporary objects, which have no name.
// expect: InvalidWrite line 10 size 4 in stack variable count
// expect: InvalidRead line 11 size 4 in stack variable point
// expect: InvalidRead line 14 size 4 in stack variable "temporary object"
// oracle: none memcheck does not bound variables on the stack

struct Point { int at[3]; };

static void past(int count, Point point, int i) {
  (&count)[i - 2] = 4;
  volatile int taken = point.at[i];
}

static void through(const Point &point, int i) { volatile int taken = point.at[i]; }

int main() {
  past(1, Point{{1, 2, 3}}, 3);
  through(Point{{4, 5, 6}}, 3);
  return 0;
}
