"""Parsed plans and parsed tables to the frames of warehouse/tables.py."""

from etl.frames.assemble import FailedFile, build_frames

__all__ = ["FailedFile", "build_frames"]
