"""Runs: from files to a graph to files, and the command line."""
