def words():
    for i in range(60000):
        yield "word%d" % (i * 7919 % 1000)


def run():
    text = ""
    for word in words():
        text += word + " "
    counts = {}
    for word in text.split():
        key = word.upper().lower().strip()
        counts[key] = counts.get(key, 0) + 1
    lines = []
    for key in sorted(counts):
        lines.append(f"{key:>10} = {counts[key]:04d}")
    joined = "\n".join(lines)
    return len(joined), joined.count("7"), joined.replace("word", "w").find("w999")
