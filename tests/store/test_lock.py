"""One process at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from mqi_tui.store.errors import InUse
from mqi_tui.store.lock import Lock
from mqi_tui.store.lock import holder as held_by

HOLD = """
import sys
from pathlib import Path
from mqi_tui.store.lock import Lock
lock = Lock(Path(sys.argv[1]), "a")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_refused_with_the_pid_of_the_first(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(InUse, match=f"process {holder.pid}") as refused:
            Lock(tmp_path, "a")
        assert refused.value.pid == holder.pid
        assert held_by(tmp_path, "a") == holder.pid
        assert held_by(tmp_path, "b") == 0
        Lock(tmp_path, "b").release()
        holder.kill()
        holder.wait()
        assert held_by(tmp_path, "a") == 0
        Lock(tmp_path, "a").release()


def test_the_file_tells_whether_all_was_settled(tmp_path: Path) -> None:
    Lock(tmp_path, "a").release(settled=False)
    assert (tmp_path / "a.lock").exists()
    Lock(tmp_path, "a").release()
    assert not (tmp_path / "a.lock").exists()


def test_a_lock_on_a_removed_file_does_not_count(tmp_path: Path) -> None:
    stale = Lock(tmp_path, "a")
    (tmp_path / "a.lock").unlink()
    Lock(tmp_path, "a").release()
    stale.release(settled=False)
