"""Data that authors already have: workbooks, Parquet files, results of queries. Each source becomes a `Data`, as a CSV
file does.

The libraries are optional and imported on first use; `extras` names the one that is missing.
"""
