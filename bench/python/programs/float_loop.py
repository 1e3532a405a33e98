def run():
    x, y, energy = 0.5, 0.25, 0.0
    for step in range(400000):
        dx = y * 0.01
        dy = -x * 0.01 - 0.002 * y * x * x
        x = x + dx
        y = y + dy
        energy = energy + 0.5 * (x * x + y * y)
    return round(energy, 6)
