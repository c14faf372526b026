"""Reading publishers' CSV files, so that a damaged one ends in a finding and never in half a table."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

from pcc_narrator.workspace.importers.result import check_columns, check_file, fail

LARGEST_UNPACKED = 8 * 1024**3  # bytes; what a compressed file may unpack to
_LONGEST_LINE = 1024 * 1024


def read_table(path: Path, columns: Sequence[str], *, encoding_errors: str = "strict") -> pd.DataFrame:
    """A CSV file as texts, with stripped headings, the columns wanted among them. Raises InputError."""
    with opened(path) as stream, _readable(path):
        table = pd.read_csv(
            stream, dtype=str, keep_default_na=False, encoding="utf-8-sig", encoding_errors=encoding_errors
        )
    check_columns(path, table.columns, columns)
    return table.rename(columns=lambda name: str(name).strip())


def read_rows(path: Path, *, encoding_errors: str = "strict") -> list[list[str]]:
    """Every row of a CSV file as its cells. Raises InputError."""
    with opened(path) as stream, _readable(path):
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors=encoding_errors, newline="")
        return list(csv.reader(text, strict=True))


def read_pieces(path: Path, columns: Sequence[str], rows: int) -> Iterator[pd.DataFrame]:
    """Some columns of a CSV file, also a compressed one, as categories, so many rows at a time. Raises InputError."""
    with opened(path) as stream, _readable(path):
        head = pd.read_csv(stream, nrows=0, encoding="utf-8-sig")
    check_columns(path, head.columns, columns)
    with (
        opened(path) as stream,
        _readable(path),
        pd.read_csv(stream, usecols=list(columns), dtype="category", chunksize=rows, encoding="utf-8-sig") as reader,
    ):
        yield from reader


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file that looks whole, unpacked if it is compressed (.gz, .zip)."""
    check_file(path)
    kind = path.suffix.lower()
    if kind == ".zip":
        with _readable(path), zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(names) != 1:
                raise fail(path, f"the archive holds {len(names)} files.", "Unpack it, and name the one to read.")
            with archive.open(names[0]) as packed:
                yield io.BufferedReader(_Bounded(packed, path))
    elif kind == ".gz":
        with gzip.open(path) as packed:
            yield io.BufferedReader(_Bounded(packed, path))
    else:
        with path.open("rb") as stream:
            if stream.read(2) in (b"\xff\xfe", b"\xfe\xff"):
                raise fail(path, "this is UTF-16 text.", "Save it as CSV in UTF-8.")
            stream.seek(-1, io.SEEK_END)
            if stream.read(1) not in (b"\n", b"\r"):
                raise fail(path, "the last line has no end: the file was cut short.", "Fetch it again.")
            stream.seek(0)
            yield stream


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """What the libraries raise for a damaged file, as a finding."""
    again = "Fetch the file again."
    try:
        yield
    except UnicodeDecodeError as error:
        raise fail(
            path, f"byte {error.start + 1:,} is no UTF-8 text.", "Save it as CSV in UTF-8, or fetch it again."
        ) from None
    except pd.errors.EmptyDataError:
        raise fail(path, "the file holds no table.", again) from None
    except (pd.errors.ParserError, csv.Error) as error:
        said = str(error).strip().removeprefix("Error tokenizing data. C error: ")
        raise fail(path, f"the rows do not fit their headings ({said[:1].lower()}{said[1:]}).", again) from None
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise fail(path, f"the compressed file is damaged or was cut short ({error}).", again) from None


class _Bounded(io.RawIOBase):
    """A stream that refuses to unpack without end, or to give a line without end."""

    def __init__(self, packed: Any, path: Path) -> None:
        self._packed, self._path = packed, path
        self._read = self._without_line_end = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._packed.read(len(buffer))
        buffer[: len(data)] = data
        self._read += len(data)
        last = data.rfind(b"\n")
        self._without_line_end = self._without_line_end + len(data) if last < 0 else len(data) - last - 1
        if self._without_line_end > _LONGEST_LINE:
            raise fail(self._path, "a line of the unpacked file is longer than 1 MB.", "This is no table of data.")
        if self._read > LARGEST_UNPACKED:
            size = LARGEST_UNPACKED // 1024**3
            raise fail(self._path, f"the file unpacks to more than {size} GB.", "Count it with `import sql`.")
        if not data and self._without_line_end:
            raise fail(self._path, "the last line has no end: the file was cut short.", "Fetch it again.")
        return len(data)
