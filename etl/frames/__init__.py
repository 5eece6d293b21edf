"""Parsed plans and parsed tables to the frames of warehouse/tables.py."""

from etl.frames.assemble import FailedFile, build_frames
from etl.frames.progress import WrongMatch, kept_as_own

__all__ = ["FailedFile", "WrongMatch", "build_frames", "kept_as_own"]
