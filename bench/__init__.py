"""Measurements, each beside a floor measured in the same run. Nothing here asserts; `make bench` prints."""
