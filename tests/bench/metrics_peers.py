"""The figures that `bench-metrics` computes, by DuckDB on its own table and by polars on its own frame, in CPU seconds.

Per month and each of five dimensions: volume; p50 and p90 of the time to assign, to accept and to first touch, and of the age of
the stage; the breach rate of the acceptance clock; acceptance, completion, reassignment and conversion; first touches within five
minutes; time lost. The Kaplan-Meier medians and the Wilson intervals, which Baton gives as well, are not asked of the peers.

usage: metrics_peers.py RECORDS.csv
"""

import resource
import sys

AS_OF = 1_735_689_600 + 435 * 86_400
DIMENSIONS = ["handoff", "source", "segment", "intent", "owner_group"]
ROUNDS = 3


def cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def best(work) -> float:
    times = []
    for _ in range(ROUNDS):
        before = cpu()
        work()
        times.append(cpu() - before)
    return min(times)


def duckdb_seconds(path: str) -> float:
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"create table records as select *, date_trunc('month', make_timestamp(started * 1000000)) as month from read_csv('{path}')")

    def work() -> None:
        for dimension in DIMENSIONS:
            connection.execute(f"""
                select coalesce({dimension}, '(blank)'), month, count(*),
                  quantile_cont(assigned - started, [0.5, 0.9]), count(assigned),
                  quantile_cont(accepted - started, [0.5, 0.9]), count(accepted),
                  quantile_cont(touched - started, [0.5, 0.9]), count(touched),
                  quantile_cont(coalesce(completed, {AS_OF}) - accepted, [0.5, 0.9]),
                  count(*) filter (disposition <> 'rejected' and coalesce(accepted, {AS_OF}) > due),
                  count(*) filter (disposition <> 'rejected' and coalesce(accepted, {AS_OF}) <= due),
                  count(*) filter (disposition in ('accepted', 'completed')),
                  count(*) filter (disposition = 'rejected'),
                  count(*) filter (disposition = 'completed'),
                  count(*) filter (assigned is not null and reassigned > 0), sum(reassigned),
                  count(*) filter (touched - started <= 300),
                  sum(accepted - started), sum(won), avg(won)
                from records group by 1, 2""").fetchall()

    work()
    return best(work)


def polars_seconds(path: str) -> float:
    import polars as pl

    column = pl.col
    frame = pl.read_csv(path).with_columns(
        pl.from_epoch("started", time_unit="s").dt.truncate("1mo").alias("month"),
        *[column(dimension).cast(pl.Categorical) for dimension in DIMENSIONS],
    )
    rejected = column("disposition") == "rejected"
    decided_at = column("accepted").fill_null(AS_OF)

    def work() -> None:
        figures = [pl.len().alias("volume")]
        for name, wait in [
            ("assign", column("assigned") - column("started")),
            ("accept", column("accepted") - column("started")),
            ("touch", column("touched") - column("started")),
            ("age", column("completed").fill_null(AS_OF) - column("accepted")),
        ]:
            figures += [
                wait.quantile(0.5, "linear").alias(f"{name}_p50"),
                wait.quantile(0.9, "linear").alias(f"{name}_p90"),
                wait.count().alias(f"{name}_n"),
            ]
        figures += [
            (~rejected & (decided_at > column("due"))).sum().alias("breached"),
            (~rejected & (decided_at <= column("due"))).sum().alias("met"),
            column("disposition").is_in(["accepted", "completed"]).sum().alias("accepted_n"),
            rejected.sum().alias("rejected_n"),
            (column("disposition") == "completed").sum().alias("completed_n"),
            (column("assigned").is_not_null() & (column("reassigned") > 0)).sum().alias("reassigned_n"),
            column("reassigned").sum().alias("reassignments"),
            (column("touched") - column("started") <= 300).sum().alias("within_5_minutes"),
            (column("accepted") - column("started")).sum().alias("lost"),
            column("won").mean().alias("conversion"),
        ]
        for dimension in DIMENSIONS:
            frame.lazy().group_by(dimension, "month").agg(figures).collect()

    work()
    return best(work)


def main() -> None:
    path = sys.argv[1]
    print(f"duckdb_all {duckdb_seconds(path):.4f}")
    print(f"polars_all {polars_seconds(path):.4f}")


if __name__ == "__main__":
    main()
