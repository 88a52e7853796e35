"""What shells complete: each is started, given the script, and asked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("shtab")

#: What is typed, and what is among the proposals.
TYPED = [
    ("onrecord se", {"search"}),
    ("onrecord plot ti", {"timeline"}),
    ("onrecord table --act acc", {"accuse"}),
    ("onrecord report --conf", {"--confidence"}),
    ("onrecord completion z", {"zsh"}),
    ("onrecord extract art", {"articles"}),
    ("onrecord search truce art", {"articles"}),
]

BASH = """
source {script}
line={line}
read -ra COMP_WORDS <<< "$line"
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
COMP_LINE=$line
COMP_POINT=${{#line}}
_shtab_onrecord
printf '%s\\n' "${{COMPREPLY[@]}}"
"""

FISH = "source {script}; complete --do-complete {line}"

#: Zsh completes on a terminal alone: the script types into one, and prints what is proposed.
ZSH = """
zmodload zsh/zpty
zpty shell zsh -f -i
say() {{ zpty -w shell "$1" }}
say 'PS1=; autoload -Uz compinit; compinit -u -D; unsetopt zle_bracketed_paste 2>/dev/null; zstyle ":completion:*" list-prompt ""'
say 'source {script}; compdef _shtab_onrecord onrecord'
say 'answer() {{ print -r -- "<$LBUFFER>" > {answer}; zle kill-buffer; }}; zle -N answer; bindkey "^X" answer'
say 'touch {ready}'
for _ in {{1..200}}; do [[ -e {ready} ]] && break; sleep 0.05; done
zpty -n -w shell {line}$'\\t'
sleep 1
zpty -n -w shell $'\\x18'
for _ in {{1..100}}; do [[ -s {answer} ]] && break; sleep 0.05; done
zpty -d shell
cat {answer}
"""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of all shells, in a folder with something to complete."""
    folder = tmp_path_factory.mktemp("shells")
    (folder / "articles").mkdir()
    for shell in ("bash", "zsh", "fish"):
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", "completion", shell],
            capture_output=True,
            text=True,
            check=True,
        )
        (folder / f"onrecord.{shell}").write_text(done.stdout, encoding="utf-8")
    return folder


def proposed(shell: str, program: str, folder: Path, line: str) -> set[str]:
    """What a shell proposes for a line; of zsh, what it makes of the line's last word."""
    answer, ready = folder / "answer", folder / "ready"
    answer.unlink(missing_ok=True)
    ready.unlink(missing_ok=True)
    code = program.format(script=folder / f"onrecord.{shell}", line=f"'{line}'", answer=answer, ready=ready)
    done = subprocess.run(
        [shell, "-c", code], cwd=folder, capture_output=True, text=True, timeout=60,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "TERM": "dumb"},
    )  # fmt: skip
    words = [line.split("\t")[0] for line in done.stdout.splitlines()]
    if shell == "zsh":
        words = [word.strip("<> ").split()[-1] for word in words if word.startswith("<")]
    return {word.rstrip("/") for word in words}


@pytest.mark.parametrize(("shell", "program"), [("bash", BASH), ("fish", FISH), ("zsh", ZSH)])
@pytest.mark.parametrize(("line", "expected"), TYPED)
def test_a_shell_completes(scripts: Path, shell: str, program: str, line: str, expected: set[str]) -> None:
    if shutil.which(shell, path="/usr/bin:/bin") is None:
        pytest.skip(f"{shell} is not installed")
    assert expected <= proposed(shell, program, scripts, line)
