"""One-way constraints solved step by step, in the manner of DeltaBlue (Freeman-Benson, Maloney, Borning 1990)."""

REQUIRED, STRONG, MEDIUM, WEAK, WEAKEST = range(5)


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.walk_strength = WEAKEST
        self.stays = True


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def attach(self, planner):
        for variable in self.variables():
            variable.constraints.append(self)
        planner.incremental_add(self)

    def destroy(self, planner):
        if self.is_satisfied():
            planner.incremental_remove(self)
        for variable in self.variables():
            variable.constraints.remove(self)

    def is_input(self):
        return False

    def satisfy(self, mark, planner):
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength == REQUIRED:
                raise RuntimeError("a required constraint cannot be satisfied")
            return None
        self.mark_inputs(mark)
        out = self.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.mark_unsatisfied()
        out.determined_by = self
        if not planner.add_propagate(self, mark):
            raise RuntimeError("a cycle of constraints")
        out.mark = mark
        return overridden


class Unary(Constraint):
    def __init__(self, variable, strength, planner):
        super().__init__(strength)
        self.out = variable
        self.satisfied = False
        self.attach(planner)

    def variables(self):
        return (self.out,)

    def choose_method(self, mark):
        self.satisfied = self.out.mark != mark and self.strength < self.out.walk_strength

    def is_satisfied(self):
        return self.satisfied

    def mark_unsatisfied(self):
        self.satisfied = False

    def mark_inputs(self, mark):
        pass

    def inputs_known(self, mark):
        return True

    def inputs(self):
        return ()

    def output(self):
        return self.out

    def recalculate(self):
        out = self.out
        out.walk_strength = self.strength
        out.stays = not self.is_input()
        if out.stays:
            self.execute()


class Stay(Unary):
    def execute(self):
        pass


class Edit(Unary):
    def is_input(self):
        return True

    def execute(self):
        pass


class Binary(Constraint):
    def __init__(self, first, second, strength, planner):
        super().__init__(strength)
        self.first = first
        self.second = second
        self.direction = 0
        self.attach(planner)

    def variables(self):
        return (self.first, self.second)

    def choose_method(self, mark):
        first, second, strength = self.first, self.second, self.strength
        if first.mark == mark:
            self.direction = 1 if second.mark != mark and strength < second.walk_strength else 0
        elif second.mark == mark:
            self.direction = -1 if strength < first.walk_strength else 0
        elif first.walk_strength > second.walk_strength:
            self.direction = -1 if strength < first.walk_strength else 0
        else:
            self.direction = 1 if strength < second.walk_strength else 0

    def is_satisfied(self):
        return self.direction != 0

    def mark_unsatisfied(self):
        self.direction = 0

    def input(self):
        return self.first if self.direction == 1 else self.second

    def inputs(self):
        return (self.input(),)

    def output(self):
        return self.second if self.direction == 1 else self.first

    def mark_inputs(self, mark):
        self.input().mark = mark

    def inputs_known(self, mark):
        source = self.input()
        return source.mark == mark or source.stays or source.determined_by is None

    def recalculate(self):
        source, out = self.input(), self.output()
        out.walk_strength = max(self.strength, source.walk_strength)
        out.stays = source.stays
        if out.stays:
            self.execute()


class Equal(Binary):
    def execute(self):
        self.output().value = self.input().value


class Scale(Binary):
    def __init__(self, source, scale, offset, target, strength, planner):
        self.scale = scale
        self.offset = offset
        super().__init__(source, target, strength, planner)

    def execute(self):
        if self.direction == 1:
            self.second.value = self.first.value * self.scale.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.scale.value


class Planner:
    def __init__(self):
        self.current_mark = 0

    def new_mark(self):
        self.current_mark += 1
        return self.current_mark

    def incremental_add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, constraint):
        out = constraint.output()
        constraint.mark_unsatisfied()
        for other in sorted(self.remove_propagate(out), key=lambda other: other.strength):
            self.incremental_add(other)

    def add_propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            current = todo.pop()
            if current.output().mark == mark:
                self.incremental_remove(constraint)
                return False
            current.recalculate()
            self.consumers_of(current.output(), todo)
        return True

    def remove_propagate(self, out):
        out.determined_by = None
        out.walk_strength = WEAKEST
        out.stays = True
        unsatisfied = []
        todo = [out]
        while todo:
            variable = todo.pop()
            for constraint in variable.constraints:
                if not constraint.is_satisfied():
                    unsatisfied.append(constraint)
            for constraint in variable.constraints:
                if constraint is not variable.determined_by and constraint.is_satisfied():
                    constraint.recalculate()
                    todo.append(constraint.output())
        return unsatisfied

    def consumers_of(self, variable, into):
        for constraint in variable.constraints:
            if constraint is not variable.determined_by and constraint.is_satisfied():
                into.append(constraint)

    def plan_from(self, constraints):
        sources = [constraint for constraint in constraints if constraint.is_input() and constraint.is_satisfied()]
        mark = self.new_mark()
        plan = []
        while sources:
            constraint = sources.pop()
            if constraint.output().mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                constraint.output().mark = mark
                self.consumers_of(constraint.output(), sources)
        return plan


def change(variable, value, planner):
    edit = Edit(variable, STRONG, planner)
    plan = planner.plan_from([edit])
    for turn in range(5):
        variable.value = value + turn
        for constraint in plan:
            constraint.execute()
    edit.destroy(planner)


def chain(length):
    planner = Planner()
    variables = [Variable("v%d" % i) for i in range(length + 1)]
    for before, after in zip(variables, variables[1:]):
        Equal(before, after, REQUIRED, planner)
    Stay(variables[-1], WEAK, planner)
    change(variables[0], 40, planner)
    return variables[-1].value


def projection(count):
    planner = Planner()
    scale, offset = Variable("scale", 10), Variable("offset", 1000)
    targets = []
    for i in range(count):
        source, target = Variable("source", i), Variable("target", i)
        Stay(source, MEDIUM, planner)
        Scale(source, scale, offset, target, REQUIRED, planner)
        targets.append((source, target))
    change(targets[0][0], 17, planner)
    total = targets[0][1].value
    change(targets[1][1], 1050, planner)
    return total + targets[1][0].value


def run():
    return chain(3000), projection(2000)
