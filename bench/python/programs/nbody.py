PI = 3.141592653589793
SOLAR_MASS = 4 * PI * PI
DAYS = 365.24

# Positions and velocities of the sun and the large planets (JPL), in astronomical units and years.
BODIES = {
    "sun": ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], SOLAR_MASS),
    "jupiter": (
        [4.84143144246472090, -1.16032004402742839, -0.103622044471123109],
        [0.00166007664274403694 * DAYS, 0.00769901118419740425 * DAYS, -0.0000690460016972063023 * DAYS],
        0.000954791938424326609 * SOLAR_MASS,
    ),
    "saturn": (
        [8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
        [-0.00276742510726411118 * DAYS, 0.00499852801234917238 * DAYS, 0.0000230417297573763929 * DAYS],
        0.000285885980666130812 * SOLAR_MASS,
    ),
    "uranus": (
        [12.8943695621391310, -15.1111514016986312, -0.223307578892655734],
        [0.00296460137564761618 * DAYS, 0.00237847173959480950 * DAYS, -0.0000296589568540237556 * DAYS],
        0.0000436624404335156298 * SOLAR_MASS,
    ),
    "neptune": (
        [15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
        [0.00268067772490389322 * DAYS, 0.00162824170038242295 * DAYS, -0.0000951592254519715870 * DAYS],
        0.0000515138902046611451 * SOLAR_MASS,
    ),
}


def pairs_of(bodies):
    return [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1 :]]


def advance(dt, steps, bodies, pairs):
    for _ in range(steps):
        for (place1, speed1, mass1), (place2, speed2, mass2) in pairs:
            dx = place1[0] - place2[0]
            dy = place1[1] - place2[1]
            dz = place1[2] - place2[2]
            force = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            pull1 = mass1 * force
            pull2 = mass2 * force
            speed1[0] -= dx * pull2
            speed1[1] -= dy * pull2
            speed1[2] -= dz * pull2
            speed2[0] += dx * pull1
            speed2[1] += dy * pull1
            speed2[2] += dz * pull1
        for place, (vx, vy, vz), mass in bodies:
            place[0] += dt * vx
            place[1] += dt * vy
            place[2] += dt * vz


def energy(bodies, pairs):
    total = 0.0
    for (place1, speed1, mass1), (place2, speed2, mass2) in pairs:
        dx = place1[0] - place2[0]
        dy = place1[1] - place2[1]
        dz = place1[2] - place2[2]
        total -= mass1 * mass2 / (dx * dx + dy * dy + dz * dz) ** 0.5
    for place, (vx, vy, vz), mass in bodies:
        total += mass * (vx * vx + vy * vy + vz * vz) / 2.0
    return total


def run():
    bodies = [(place[:], speed[:], mass) for place, speed, mass in BODIES.values()]
    pairs = pairs_of(bodies)
    advance(0.01, 20000, bodies, pairs)
    return round(energy(bodies, pairs), 9)
