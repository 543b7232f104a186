"""Benchmarks: figures as ratios within one run, by ``make bench``; never timed tests."""
