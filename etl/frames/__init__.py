"""Parsed plans and parsed tables to the frames of warehouse/tables.py."""

from etl.frames.assemble import FailedFile, build_frames
from etl.frames.assigned_rows import WrongMatch
from etl.frames.ledger import kept_as_own

__all__ = ["FailedFile", "WrongMatch", "build_frames", "kept_as_own"]
