"""The side of the peers: numpy, faiss or scikit-learn, as Debian or pip have them."""
import json
import sys
import time


def rows(job):
    import numpy as np

    return np.fromfile(job["path"], dtype=np.float32).reshape(job["n"], job["d"])


def knn_faiss(job):
    import faiss

    faiss.omp_set_num_threads(job["threads"])
    base, queries = rows(job["base"]), rows(job["queries"])
    index = faiss.IndexFlatL2(job["base"]["d"])
    index.add(base)
    return lambda: index.search(queries, job["k"])[1][0].tolist()


def knn_numpy(job):
    """Norms kept, one matrix product, and the k smallest."""
    import numpy as np

    base, queries = rows(job["base"]), rows(job["queries"])
    norms = np.einsum("ij,ij->i", base, base)

    def run():
        scores = norms - 2 * (queries @ base.T)
        nearest = np.argpartition(scores, job["k"], axis=1)[:, : job["k"]]
        order = np.take_along_axis(scores, nearest, 1).argsort(1)
        return np.take_along_axis(nearest, order, 1)[0].tolist()

    return run


def kmeans_sklearn(job):
    import warnings

    from sklearn.cluster import KMeans

    warnings.simplefilter("ignore")
    base = rows(job["base"])
    start = base[: job["centroids"]].copy()
    return lambda: float(
        KMeans(job["centroids"], init=start, n_init=1, max_iter=10, tol=0, algorithm="lloyd").fit(base).inertia_
    )


def kmeans_faiss(job):
    import faiss

    faiss.omp_set_num_threads(job["threads"])
    base = rows(job["base"])
    d, k = job["base"]["d"], job["centroids"]

    def run():
        fit = faiss.Kmeans(d, k, niter=10, max_points_per_centroid=1 << 30)
        fit.train(base, init_centroids=base[:k].copy())
        return float(fit.obj[-1])

    return run


PEERS = {
    "knn faiss": knn_faiss,
    "knn numpy": knn_numpy,
    "kmeans sklearn": kmeans_sklearn,
    "kmeans faiss": kmeans_faiss,
}


def main():
    run = None
    for line in sys.stdin:
        try:
            if run is None:
                job = json.loads(line)
                run = PEERS[job["peer"]](job)
                answer = {"state": "ready"}
            else:
                started = time.perf_counter()
                found = run()
                answer = {"ms": (time.perf_counter() - started) * 1000, "answer": found}
        except Exception as error:  # told to whoever asked
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
