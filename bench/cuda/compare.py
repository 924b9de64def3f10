#!/usr/bin/env python3
"""The kNN and K-Means of `mls --backend cuda` beside PyTorch, CuPy and Triton on the same GPU, as one table.

    python3 bench/cuda/compare.py [--quick] [--rounds 10] [--mls "node bin/run.js"]

kNN: l2, k = 10, N = 400,000 and 4,000,000, D = 1024 and 512, Q = 1 and 256; `streamed` keeps the rows in host memory
and copies 512 MiB at a time. K-Means: N = 400,000, K = 10, ten iterations. Times are medians in ms, from queries in
host memory to neighbours in host memory. Float32 throughout, TF32 off. What is not installed, or does not fit, is said.
`mls` checks its answers against a float64 truth that it computes first, which takes long at the larger size.
"""
import argparse, json, os, shlex, statistics, subprocess, sys, tempfile, time

K = 10
BLOCK_BYTES = 512 * 2**20


def load(name):
    try:
        return __import__(name)
    except Exception as error:  # a broken installation counts as none
        missing[name] = str(error).splitlines()[0]
        return None


missing = {}
torch, cupy, triton, numpy = (load(name) for name in ("torch", "cupy", "triton", "numpy"))
if torch is not None and not torch.cuda.is_available():
    missing["torch"] = "it finds no CUDA GPU"
    torch = None


def median_ms(work, rounds):
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def nearest_torch(rows, norms, queries):
    """Squared distances but for |q|^2, and their ten smallest."""
    keys = torch.addmm(norms, queries, rows.T, beta=1, alpha=-2)
    return torch.topk(keys, K, largest=False)


def knn_torch(n, d, q, streamed, rounds, compiled=False):
    torch.backends.cuda.matmul.allow_tf32 = False
    step = nearest_torch if not compiled else torch.compile(nearest_torch, dynamic=True)
    queries = torch.randn(q, d)
    if not streamed:
        rows = torch.randn(n, d, device="cuda")
        norms = (rows * rows).sum(1)[None, :]
        return median_ms(lambda: [part.cpu() for part in step(rows, norms, queries.cuda())], rounds)
    count = max(1, BLOCK_BYTES // (4 * d))
    host = torch.randn(n, d, pin_memory=True)
    copying = torch.cuda.Stream()

    def copy(start):
        with torch.cuda.stream(copying):
            return host[start : start + count].cuda(non_blocking=True)

    def work():
        asked, best, block = queries.cuda(), None, copy(0)
        for start in range(0, n, count):
            torch.cuda.current_stream().wait_stream(copying)
            rows = block
            rows.record_stream(torch.cuda.current_stream())
            if start + count < n:
                block = copy(start + count)
            keys, ids = step(rows, (rows * rows).sum(1)[None, :], asked)
            found = (keys, ids + start)
            if best is not None:
                keys, ids = torch.cat([best[0], found[0]], 1), torch.cat([best[1], found[1]], 1)
                kept = torch.topk(keys, K, largest=False)
                found = (kept.values, ids.gather(1, kept.indices))
            best = found
        return [part.cpu() for part in best]

    return median_ms(work, rounds)


def knn_cupy(n, d, q, streamed, rounds):
    if streamed:
        return None
    os.environ["CUPY_TF32"] = "0"
    rows = cupy.random.standard_normal((n, d), dtype=cupy.float32)
    norms = (rows * rows).sum(1)
    queries = numpy.random.standard_normal((q, d)).astype(numpy.float32)

    def work():
        keys = norms[None, :] - 2 * (cupy.asarray(queries) @ rows.T)
        ids = cupy.argpartition(keys, K, axis=1)[:, :K]
        return cupy.asnumpy(ids), cupy.asnumpy(cupy.take_along_axis(keys, ids, 1))

    return median_ms(work, rounds)


def kmeans_torch(n, d, k, iterations, rounds):
    torch.backends.cuda.matmul.allow_tf32 = False
    rows = torch.randn(n, d, device="cuda")

    def work():
        centroids = rows[:k].clone()
        for _ in range(iterations):
            keys = torch.addmm((centroids * centroids).sum(1)[None, :], rows, centroids.T, alpha=-2)
            labels = keys.argmin(1)
            sums = torch.zeros_like(centroids).index_add_(0, labels, rows)
            counts = torch.bincount(labels, minlength=k).clamp(min=1)
            centroids = sums / counts[:, None]
        return centroids.cpu()

    return median_ms(work, rounds)


def mls(command, suite, args):
    """The median of the one row, or why there is none."""
    asked = [*command, "bench", suite, "--backend", "cuda", "--dataset", "gaussian", *args]
    print("  $", shlex.join(asked), file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*asked, "--out", folder, "--ui", "none", "--json"], capture_output=True, text=True)
    try:
        row = json.loads(done.stdout)["rows"][0]
    except (ValueError, KeyError, IndexError):
        return (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
    return row["medianMs"] if row["status"] == "ok" and row["check"] == "pass" else row["reason"] or row["status"]


def measured(work, *args):
    try:
        return work(*args)
    except Exception as error:  # out of memory, mostly: the next size may fit
        return str(error).splitlines()[0]
    finally:
        if torch is not None:
            torch.cuda.empty_cache()


def show(value):
    if value is None:
        return "-"
    return f"{value:.3g}" if isinstance(value, float) else f"({value[:40]})"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="N = 20,000 alone, to see that all works")
    options.add_argument("--rounds", type=int, default=10)
    options.add_argument("--mls", default="node bin/run.js", help="how to start mls; an empty text leaves it out")
    given = options.parse_args()
    command = shlex.split(given.mls)
    sizes = [20_000] if given.quick else [400_000, 4_000_000]
    columns = ["mls cuda", "torch", "torch + triton", "cupy"]
    print("| work | " + " | ".join(columns) + " |\n" + "|---" * (len(columns) + 1) + "|")
    for n in sizes:
        for d in (1024, 512):
            for q in (1, 256):
                for streamed in (False, True):
                    shape = ["--n", str(n), "--d", str(d), "--queries", str(q), "--k", str(K)]
                    budget = ["--memory", "1GiB" if not given.quick else "32MiB"] if streamed else []
                    rounds = ["--rounds", str(given.rounds)]
                    size = (n, d, q, streamed, given.rounds)
                    values = [
                        mls(command, "knn", [*shape, "--metric", "l2", *rounds, *budget]) if command else None,
                        measured(knn_torch, *size) if torch else None,
                        measured(knn_torch, *size, True) if torch and triton else None,
                        measured(knn_cupy, *size) if cupy and numpy else None,
                    ]
                    place = "streamed" if streamed else "resident"
                    print(f"| kNN N={n:,} D={d} Q={q} {place} | " + " | ".join(map(show, values)) + " |", flush=True)
    n = sizes[0]
    for d in (1024, 512):
        shape = ["--n", str(n), "--d", str(d), "--k", "10", "--max-iter", "10", "--tol", "0", "--init", "random"]
        values = [
            mls(command, "kmeans", [*shape, "--rounds", str(given.rounds)]) if command else None,
            measured(kmeans_torch, n, d, 10, 10, given.rounds) if torch else None,
        ]
        print(f"| K-Means N={n:,} D={d} K=10, 10 iterations | " + " | ".join(map(show, values)) + " | - | - |", flush=True)
    for name, why in missing.items():
        print(f"{name} is missing: {why}")


if __name__ == "__main__":
    main()
