"""Score a joining of the stream. Usage: score_join.py GROUPS.jsonl [TRUTH_DIR]

GROUPS.jsonl: one line {"id", "group"} for every message of the stream; an id left out stands alone.
TRUTH_DIR: folder with join_pairs.jsonl.gz and join_groups.json (default: ../data). Last line: pairs ... f1=...
"""

import collections, gzip, json, pathlib, sys


def load_pairs(folder):
    return [json.loads(l) for l in gzip.open(pathlib.Path(folder) / "join_pairs.jsonl.gz", "rt", encoding="utf-8")]


def prf(pairs, same):
    """Precision, recall, F1 of same(a, b) over judged pairs."""
    tp = sum(p["same"] and same(p["a"], p["b"]) for p in pairs)
    fp = sum(not p["same"] and same(p["a"], p["b"]) for p in pairs)
    fn = sum(p["same"] for p in pairs) - tp
    pr, re = tp / (tp + fp or 1), tp / (tp + fn or 1)
    return pr, re, 2 * pr * re / (pr + re or 1)


def main(path, folder):
    group = {}
    for n, line in enumerate(open(path, encoding="utf-8")):
        if line.strip():
            row = json.loads(line)
            group[str(row["id"])] = str(row["group"])
    own = lambda i: group.get(i, "alone " + i)
    same = lambda a, b: own(a) == own(b)
    pairs, truth = load_pairs(folder), json.load(open(pathlib.Path(folder) / "join_groups.json", encoding="utf-8"))
    ids = {p[k] for p in pairs for k in "ab"}
    print(
        f"{len(group)} messages in {len(set(group.values()))} groups; {len(ids - set(group))} judged messages missing"
    )
    kinds = collections.defaultdict(list)
    for p in pairs:
        kinds[p["same"], p["why"]].append(p)
    for (pos, why), ps in sorted(kinds.items(), key=lambda x: (-x[0][0], -len(x[1]))):
        hit = sum(same(p["a"], p["b"]) for p in ps)
        print(f"  {'joined' if pos else 'wrongly joined'} {hit}/{len(ps)} {why}")
    # groups: recall = share of an event's messages in the one predicted group that holds most of them;
    # purity = of that predicted group's messages whose event is known, the share that belongs to this event
    event = {i: g["group"] for k in ("largest", "others") for g in truth[k] for i in g["ids"]}
    members = collections.defaultdict(set)
    for i in event:
        members[own(i)].add(i)
    rec = pur = size = 0
    for g in truth["largest"]:
        best, n = collections.Counter(own(i) for i in g["ids"]).most_common(1)[0]
        known = len(members[best])
        print(
            f"  {g['group']} {len(g['ids'])} messages: recall {n / len(g['ids']):.2f} purity {n / known:.2f} pieces {len({own(i) for i in g['ids']})}"
        )
        rec += n
        pur += n / known * len(g["ids"])
        size += len(g["ids"])
    print(f"largest recall={rec / size:.4f} purity={pur / size:.4f}")
    pr, re, f1 = prf(pairs, same)
    print(f"pairs {len(pairs)} precision={pr:.4f} recall={re:.4f} f1={f1:.4f}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else pathlib.Path(__file__).resolve().parent.parent / "data")
