"""Parsed plans and parsed tables to the frames of warehouse/tables.py."""

from etl.frames.assemble import FailedFile, build_frames
from etl.frames.progress import kept_as_own

__all__ = ["FailedFile", "build_frames", "kept_as_own"]
