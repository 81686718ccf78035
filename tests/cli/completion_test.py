# SPDX-License-Identifier: BSD-3-Clause
"""completion_test.py PROGRAM COMPLETIONS - what the shells offer, as TAP: every option that the help
of a command shows is known to the completion of bash, zsh and fish, and bash, which is here, is asked
as it asks itself. zsh and fish read theirs if they are here.
"""
import os
import re
import shutil
import subprocess
import sys

PROGRAM, FOLDER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
COMMANDS = ("explain", "dump", "flows", "follow", "report", "show")
FILES = {"bash": "tcplens", "zsh": "_tcplens", "fish": "tcplens.fish"}
OPTION = re.compile(r"^  (?:-(.))?(?:, |    )?(?:--([\w-]+))?", re.M)


class Skip(Exception):
    pass


def text(shell):
    with open(os.path.join(FOLDER, FILES[shell]), encoding="utf-8") as f:
        return f.read()


def options(command):
    """(letter, name) of each option in the help; one of them may be empty."""
    told = subprocess.run([PROGRAM, command, "--help"], capture_output=True, text=True, check=True)
    listed = told.stdout[:told.stdout.index("\nExamples:")]
    found = [pair for pair in OPTION.findall(listed) if any(pair)]
    assert len(found) > 10, found
    return found


# What bash calls for TAB, with the program in its path.
ASK = """
. "$1"; shift
PATH=$1:$PATH; shift
compopt() { :; }
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_tcplens
((${#COMPREPLY[@]} == 0)) || printf '%s\\n' "${COMPREPLY[@]}"
"""


def ask(*words):
    """What bash offers behind `tcplens` and words, of which the last one is being written."""
    done = subprocess.run(["bash", "-c", ASK, "bash", os.path.join(FOLDER, FILES["bash"]),
                           os.path.dirname(PROGRAM), "tcplens", *words],
                          capture_output=True, text=True, check=True)
    assert done.stderr == "", done.stderr
    return done.stdout.split()


def test_bash_offers_every_option():
    for command in COMMANDS:
        offered = ask(command, "-")
        for letter, name in options(command):
            assert (f"--{name}" if name else f"-{letter}") in offered, (command, letter, name)


def test_zsh_knows_every_option():
    for command in COMMANDS:
        known = re.search(rf"^{command}=\((.*?)^\)", text("zsh"), re.M | re.S).group(1)
        for letter, name in options(command):
            assert not name or re.search(rf"--{name}\b", known), (command, name)
            assert not letter or re.search(rf"-{re.escape(letter)}[+\[, ]", known), (command, letter)


def test_fish_knows_every_option():
    for command in COMMANDS:
        where = f"-n '__fish_seen_subcommand_from {command}'"
        known = [line for line in text("fish").splitlines() if where in line]
        for letter, name in options(command):
            assert any((not name or f" -l {name} " in line) and
                       (not letter or f" -s '{letter}' " in line) for line in known), (letter, name)


def test_bash_at_work():
    for words, offered in (
            (["dum"], ["dump"]),
            (["help", "e"], ["explain"]),
            (["dump", "--direction", ""], ["in", "out", "inout"]),
            (["dump", "-Q", "i"], ["in", "inout"]),
            (["dump", "--color", "=", "n"], ["never"]),
            (["dump", "--color", "="], ["auto", "always", "never"]),
            (["dump", "--color", "a"], ["and", "arp"]),  # a word behind it is the filter's
            (["dump", "-nni", "an"], ["any"]),
            (["-i", "an"], ["any"]),
            (["dump", "-nn", "portr"], ["portrange"]),
            (["dump", "-Z", "roo"], ["root"]),
            (["flows", "--by", "p"], ["pair"]),
            (["show", "-T", "fields", "-e", "tcp.srcp"], ["tcp.srcport"]),
            (["flows", "--sort", "=", "client_st"], ["client_state"]),
            (["explain", "-o", ""], ["text", "md", "json"]),
            (["-nn", "--exp"], ["--explain"])):
        assert ask(*words) == offered, (words, ask(*words))
    assert {"help", *COMMANDS} <= set(ask(""))
    assert len(ask("explain", "--finding", "=", "")) > 10


def test_bash_finds_captures():
    here = os.path.basename(__file__)
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    for words in (["dump", "-nnr", "completion"], ["explain", "completion"], ["completion"]):
        assert here in ask(*words), words


def test_the_shells_read_theirs():
    here = [shell for shell in FILES if shutil.which(shell)]
    for shell in here:
        done = subprocess.run([shell, "-n", os.path.join(FOLDER, FILES[shell])],
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0 and done.stderr == "", (shell, done.stderr)
    if len(here) < len(FILES):
        raise Skip("only " + " and ".join(here))


def main():
    tests = [(name, do) for name, do in globals().items() if name.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}")
    for i, (name, do) in enumerate(tests, 1):
        try:
            do()
            print(f"ok {i} - {name}")
        except Skip as why:
            print(f"ok {i} - {name} # SKIP {why}")
        except AssertionError as why:
            failed += 1
            print(f"not ok {i} - {name}: {why}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
