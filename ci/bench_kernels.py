"""The driver of `ci/bench kernels`: makes the data, runs each peer and our kernel in turn on the same cores.

A pair is one run of the peer and, right after it, one of ours; ratios are taken within pairs, so that load from
elsewhere hits both sides. CPU time (user + system over all threads) is given beside wall time.
"""

import argparse
import os
import platform
import statistics
import subprocess
import time
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("--java", required=True)
parser.add_argument("--threads", type=int, default=min(2, len(os.sched_getaffinity(0))))
parser.add_argument("--pairs", type=int, default=7)
parser.add_argument("kernels", nargs="*", default=[])
options = parser.parse_args()
wanted = options.kernels or ["top1", "kmeans", "spmm"]

# Both sides get the same cores and as many threads; set before the libraries start theirs.
cores = sorted(os.sched_getaffinity(0))[: options.threads]
os.sched_setaffinity(0, cores)
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = str(options.threads)

import faiss  # noqa: E402
import numpy as np  # noqa: E402
import scipy  # noqa: E402
import scipy.sparse  # noqa: E402

faiss.omp_set_num_threads(options.threads)
folder = Path("target/bench/data").absolute()
folder.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(1)


def save(name, array):
    np.ascontiguousarray(array).tofile(folder / name)


def unit(rows):
    x = random.standard_normal((rows, 64), dtype=np.float32)
    return x / np.linalg.norm(x, axis=1, keepdims=True)


class Ours:
    """Our kernels, in a JVM that waits for the name of the next one."""

    def __init__(self):
        source = "steps/linalg/src/bench/java/org/reland/linalg/bench/PeerBench.java"
        command = [
            options.java, "--add-modules", "jdk.incubator.vector", "-Xmx2g", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages",
            "-cp", "steps/linalg/target/classes", source, str(folder), str(options.threads),
        ]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.lanes = self.process.stdout.readline().split()[1]

    def run(self, kernel, repeats=1):
        self.process.stdin.write(f"{kernel} {repeats}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"error: the Java side ended in {kernel}")
        wall, cpu, result = line.split(" ", 2)
        return float(wall), float(cpu), result.strip()


def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - wall, time.process_time() - cpu, result


def spread(values, form="{:.2f}"):
    return " / ".join(form.format(v) for v in (min(values), statistics.median(values), max(values)))


def compare(title, peer, ours, gflop, check, warm_up=3):
    for _ in range(warm_up):
        ours()
    peer()
    theirs, mine = [], []
    for _ in range(options.pairs):
        theirs.append(timed(peer))
        mine.append(ours())
    print(f"\n{title}")
    print("                           min / median / max")
    for name, runs in (("peer", theirs), ("ours", mine)):
        print(f"  {name} wall, cpu seconds    {spread([r[0] for r in runs], '{:.4f}')}    {spread([r[1] for r in runs], '{:.4f}')}")
    print(f"  ratio by wall            {spread([t[0] / m[0] for t, m in zip(theirs, mine)])}")
    print(f"  ratio by cpu             {spread([t[1] / m[1] for t, m in zip(theirs, mine)])}")
    if gflop:
        for name, runs in (("peer", theirs), ("ours", mine)):
            print(f"  {name} GFLOP a core-second  {spread([gflop / r[1] for r in runs], '{:.1f}')}")
    print(f"  {check(theirs[-1][2], mine[-1][2])}", flush=True)


def top1(ours):
    seeds, queries = unit(75_000), unit(20_000)
    save("seeds", seeds)
    save("queries", queries)
    index = faiss.IndexFlatIP(64)
    index.add(seeds)

    def blocks(sizes):
        faiss.cvar.distance_compute_blas_query_bs, faiss.cvar.distance_compute_blas_database_bs = sizes

    def check(theirs, mine):
        same = np.mean(theirs[1].ravel() == np.fromfile(folder / "top1", dtype=np.int32))
        return f"same nearest seed for {same:.4%} of the users (the rest are ties within rounding)"

    def against(sizes, what):
        blocks(sizes)
        compare(
            f"exact top-1 of 75,000 x 64, 20,000 queries, random directions; peer: FAISS IndexFlatIP, {what} {sizes}",
            lambda: index.search(queries, 1),
            lambda: ours.run("top1"),
            2 * 75_000 * 20_000 * 64 / 1e9,
            check,
        )

    # FAISS's flat search is a matrix product in blocks: as it comes, and with those that suit this machine best.
    default = (faiss.cvar.distance_compute_blas_query_bs, faiss.cvar.distance_compute_blas_database_bs)
    against(default, "as it comes, blocks")
    cpu = {}
    for sizes in (default, (1024, 1024), (512, 512), (256, 4096)):
        blocks(sizes)
        cpu[sizes] = min(timed(lambda: index.search(queries[:8192], 1))[1] for _ in range(2))
    best = min(cpu, key=cpu.get)
    if best != default:
        against(best, "its best blocks")


def kmeans(ours):
    points, k, iterations = unit(22_363), 1_120, 20
    save("points", points)
    (folder / "k").write_text(str(k))

    def peer():
        clustering = faiss.Kmeans(64, k, niter=iterations, seed=1, min_points_per_centroid=1)
        clustering.train(points)
        distances, _ = clustering.index.search(points, 1)  # the objective after the last update, as ours
        return float(distances.sum())

    compare(
        f"k-means, 22,363 x 64, K = {k}, at most {iterations} iterations; peer: FAISS Kmeans (random start; ours k-means++)",
        peer,
        lambda: ours.run("kmeans", iterations),
        None,
        lambda theirs, mine: f"objective: peer {theirs:.2f}, ours {mine}",
    )


def spmm(ours):
    users, items, edges, repeats = 22_363, 12_101, 148_766, 50
    # Popularity falls as a power of the rank; every node has an edge.
    user = (users * random.random(edges) ** 1.5).astype(np.int32)
    item = (items * random.random(edges) ** 2.2).astype(np.int32)
    user[:users], item[:items] = np.arange(users), np.arange(items)
    a = scipy.sparse.coo_matrix((np.ones(edges, np.float32), (user, item)), shape=(users, items)).tocsr()
    a = scipy.sparse.bmat([[None, a], [a.T, None]], format="csr", dtype=np.float32)
    a.sort_indices()
    x = random.standard_normal((users + items, 64), dtype=np.float32)
    for name, array in (("pointers", a.indptr.astype(np.int32)), ("columns", a.indices.astype(np.int32)),
                        ("values", a.data), ("x", x)):
        save(name, array)

    def peer():
        for _ in range(repeats):
            product = a @ x
        return product

    def check(theirs, mine):
        weights = np.arange(theirs.size) % 7 + 1
        return f"checksum: peer {float((theirs.ravel().astype(np.float64) * weights).sum()):.4f}, ours {mine}"

    compare(
        f"sparse times dense, {users + items:,} nodes, {a.nnz:,} entries, d = 64, {repeats} times;"
        " peer: scipy CSR (one thread whatever it is given)",
        peer,
        lambda: ours.run("spmm", repeats),
        2 * a.nnz * 64 * repeats / 1e9,
        check,
    )


ours = Ours()
model = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
print(f"machine: {model}, cores {cores}, {options.threads} threads on both sides, load {os.getloadavg()[0]:.1f}")
print(f"java: {ours.lanes} lanes; faiss {faiss.__version__} ({faiss.get_compile_options().strip()}), scipy {scipy.__version__}, numpy {np.__version__}")
flop = 2 * 96 * 128 * 512 / 1e9
peaks = [ours.run("gemm", 400) for _ in range(20)]
print(f"best product in cache: {max(400 * options.threads * flop / cpu for _, cpu, _ in peaks):.1f} GFLOP a core-second")
for kernel in wanted:
    {"top1": top1, "kmeans": kmeans, "spmm": spmm}[kernel](ours)
