"""What the operating system's refusals mean to a clerk, in Chinese and with advice; the system's own words are English."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from polars.exceptions import PolarsError

WORDS = {
    errno.ENOENT: ("没有这个文件或文件夹", "已有的文件夹和文件 (请核对路径)"),
    errno.EISDIR: ("一个文件夹", "文件"),
    errno.ENOTDIR: ("路径中有一段是文件, 不是文件夹", "文件夹"),
    errno.EEXIST: ("已有同名的文件", "文件夹 (请换一个名字, 或移走那个文件)"),
    errno.EACCES: ("没有权限", "可以读写的文件 (可能正被别的程序打开, 请关闭后再试, 或请管理员给权限)"),
    errno.EPERM: ("没有权限", "可以读写的文件 (请管理员给权限)"),
    errno.EBUSY: ("正被别的程序占用", "可以读写的文件 (请关闭那个程序后再试)"),
    errno.ENOSPC: ("磁盘已满", "有空间的磁盘 (请清理后再试)"),
    errno.EROFS: ("只读的磁盘", "可以写的磁盘"),
    errno.ENAMETOOLONG: ("名字太长", "短一些的文件名"),
}


def words_of(error: OSError) -> tuple[str, str]:
    """What was met, and what was expected instead; an error not listed is told by its number."""
    return WORDS.get(error.errno or 0, (f"无法读写 (系统错误 {error.errno})", "可以读写的文件 (请管理员查看)"))


@contextmanager
def system_errors_of(path: Path) -> Iterator[None]:
    """Make an OSError of what polars raises when the system refuses it the file: only its text says so."""
    try:
        yield
    except PolarsError as error:
        number = re.search(r"\(os error (\d+)\)", str(error))
        if number is None:
            raise
        raise OSError(int(number[1]), str(error), str(path)) from error
