"""Whole-process time of `ijmfacts check` on the dossier, as a ratio to a bare interpreter.

The yardstick imports attrs, cattrs and the YAML reader, and does nothing with them.
`again` is a check of files that did not change since the last one, and `anew` one that reads all of
them and keeps nothing, as the very first one does.
All take turns, and ratios are taken round by round, so that a machine whose speed drifts does not
matter. Bytecode must be allowed (no PYTHONDONTWRITEBYTECODE): that is how programs are run.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parents[2]
BARE = (sys.executable, "-c", "import attrs, cattrs, yaml")
CHECK = (sys.executable, "-m", "ijmfacts", "check", str(ROOT / "claims"))
ANEW = (*CHECK, "--no-cache")


def seconds(command: tuple[str, ...], env: dict[str, str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr.decode()}")
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="counted rounds (default 15)")
    runs = parser.parse_args().runs
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    commands = {"bare": BARE, "again": CHECK, "anew": ANEW}
    with tempfile.TemporaryDirectory() as room:
        env["IJMFACTS_CACHE_DIR"] = room
        for command in commands.values():  # once for the bytecode, once for the disk
            seconds(command, env)
            seconds(command, env)
        rounds = [
            {name: seconds(command, env) for name, command in commands.items()} for _ in range(runs)
        ]
    for name in commands:
        values = [1000 * one[name] for one in rounds]
        ratios = [one[name] / one["bare"] for one in rounds]
        print(
            f"{name:<6} median {statistics.median(values):5.0f} ms, least {min(values):5.0f} ms; "
            f"to bare: median {statistics.median(ratios):.2f}, least {min(ratios):.2f}"
        )


if __name__ == "__main__":
    main()
