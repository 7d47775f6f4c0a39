"""Whole-process time of `ijmfacts check` on the dossier, as a ratio to a bare interpreter.

The yardstick imports attrs, cattrs and the YAML reader, and does nothing with them.
The two take turns, and the ratio is taken pair by pair, so that a machine whose speed drifts does
not matter. Bytecode must be allowed (no PYTHONDONTWRITEBYTECODE): that is how programs are run.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).parents[2]
BARE = (sys.executable, "-c", "import attrs, cattrs, yaml")
CHECK = (sys.executable, "-m", "ijmfacts", "check", str(ROOT / "claims"))


def seconds(command: tuple[str, ...], env: dict[str, str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr.decode()}")
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="counted pairs (default 15)")
    runs = parser.parse_args().runs
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for command in (BARE, CHECK):  # once for the bytecode, once for the disk
        seconds(command, env)
        seconds(command, env)
    pairs = [(seconds(CHECK, env), seconds(BARE, env)) for _ in range(runs)]
    ratios = [check / bare for check, bare in pairs]
    for name, values in (
        ("check, ms", [check * 1000 for check, _ in pairs]),
        ("bare, ms", [bare * 1000 for _, bare in pairs]),
    ):
        print(f"{name:<10} median {statistics.median(values):6.0f}  least {min(values):6.0f}")
    print(f"{'ratio':<10} median {statistics.median(ratios):6.2f}  least {min(ratios):6.2f}")


if __name__ == "__main__":
    main()
