# SPDX-License-Identifier: BSD-3-Clause
"""lab_test.py PROGRAM [--update] - `tcplens lab` from outside, as TAP: what every scenario comes to
in one line (lab_brief.txt), its outputs, its complaints and exit statuses."""
import os
import re
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lab_brief.txt")
FOLDER = tempfile.mkdtemp()
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "COLUMNS": "100"}


def tcplens(*args, rc=0, said=""):
    done = subprocess.run([PROGRAM, *args], capture_output=True, check=False, env=ENVIRONMENT,
                          cwd=FOLDER, input=said.encode())
    assert done.returncode == rc, (args, done.returncode, done.stderr)
    return done.stdout.decode(), done.stderr.decode()


def names():
    """Of scenarios: what stands behind the plays of real programs."""
    groups = tcplens("lab", "list")[0].split("\n\n")[1:]
    return [line.split()[0] for group in groups for line in group.splitlines()[1:]]


def brief():
    out = ""
    for name in names():
        out += f"{name}\n" + tcplens("lab", "run", "--on", "path", "--brief", "--width", "0", name)[0]
    return out


def test_list():
    out, err = tcplens("lab", "list")
    assert err == "" and "\nopen:\nthree-way-handshake " in out and len(names()) >= 40, out
    assert len(set(names())) == len(names())


def test_every_scenario():
    with open(GOLDEN, encoding="utf-8") as f:
        assert brief() == f.read(), "see lab_test.py PROGRAM --update"


def test_show():
    out, err = tcplens("lab", "show", "zero-window")
    assert err == "" and out.startswith("// SPDX-License-Identifier") and "server listen" in out
    with open(os.path.join(FOLDER, "mine.pkt"), "w", encoding="utf-8") as f:
        f.write(out)
    shown, err = tcplens("lab", "run", "mine.pkt")
    assert err == "" and shown == tcplens("lab", "run", "zero-window")[0]


def test_write():
    told, err = tcplens("lab", "run", "--on", "path", "refused", "-w", "refused.pcapng")
    assert err == "" and "connection-refused" in told
    assert tcplens("explain", "refused.pcapng")[0] == told


def test_without_rights():
    """Where nobody may make hosts or capture, the scenario of that name takes the play's place."""
    helpless = ["unshare", "-Ur", "sh", "-c",
                "echo 0 >/proc/sys/user/max_user_namespaces && exec setpriv --bounding-set -all "
                '--inh-caps -all --ambient-caps -all --no-new-privs "$@"', "sh"]

    if subprocess.run([*helpless, "true"], capture_output=True, check=False).returncode != 0:
        print("# no namespace in which to be helpless: not tested")
        return
    done = subprocess.run([*helpless, PROGRAM, "lab", "run", "half-close"], capture_output=True,
                          check=False, env=ENVIRONMENT, cwd=FOLDER)
    assert done.returncode == 0 and b"on a simulated path" in done.stderr, done.stderr
    assert done.stdout.decode() == tcplens("lab", "run", "--on", "path", "half-close")[0]


def quiz(*args, said=""):
    return tcplens("lab", "quiz", "--seed", "3", "-q", *args, said=said)[0]


def test_quiz_is_the_explanation():
    """Who answers as the quiz says is right each time; what is shown then is what is explained."""
    told = tcplens("lab", "run", "--width", "0", "fast-retransmit")[0].splitlines()
    out = quiz("--width", "0", "fast-retransmit", said="?\n" * 10)
    answers = re.findall(r"Wrong: it is (.*)\.", out)
    assert len(answers) == 10 and out.endswith("\n  Right answers: 0 of 10\n"), out
    out = quiz("--width", "0", "fast-retransmit",
               said="".join(a.lower().replace("-", " ") + "\n" for a in answers))
    assert out.count("  Right.\n") == 10 and "\n  Right answers: 10 of 10\n" in out, out
    for line in out.splitlines():
        asked = re.match(r"  \w|> ", line) or "?" in line
        assert asked or line == "" or line in told, line


def test_quiz_asks_for_everything():
    every = "".join(quiz("--width", "0", name) + quiz(name, said="1\n" * 10) for name in names())
    for what in ("sequence number", "acknowledgment number", "is the client", "is the server",
                 "Why was it sent again"):
        assert what in every, what


def test_quiz_ends():
    out = quiz("three-way-handshake")
    assert out.endswith("> \n\n  Right answers: 0 of 0\n") and out.count(">") == 1, out
    out = quiz("--lang", "zh", "three-way-handshake", said="established\n" * 3)
    assert out.count("\n> established\n") == 3 and " / 3" in out, out
    out, err = tcplens("lab", "quiz", "--seed", "3")
    assert re.fullmatch(r"tcplens: lab quiz --seed 3 \S+ asks the same again\n", err), err
    assert out == tcplens("lab", "quiz", "--seed", "3")[0]
    long = quiz("three-way-handshake", said="x" * 1000 + "\n")
    assert long.count("Wrong") == 1, long
    assert tcplens("lab", "quiz", "gone", rc=2)[1] == \
        'tcplens: nothing is called "gone"; "tcplens lab list" lists what there is\n'


def test_languages():
    assert "连接 1" in tcplens("lab", "run", "--lang", "zh", "syn-lost")[0]


def test_complaints():
    for args, said in [
            (("run", "--on", "path", "many"), 'there is no scenario "many" for a simulated path'),
            (("run", "gone.pkt"), "gone.pkt: No such file or directory")]:
        out, err = tcplens("lab", *args, rc=2)
        assert out == "" and err == f"tcplens: {said}\n", (args, err)
    with open(os.path.join(FOLDER, "bad.pkt"), "w", encoding="utf-8") as f:
        f.write("0 client connects\n")
    assert tcplens("lab", "run", "bad.pkt", rc=1)[1].startswith("tcplens: bad.pkt:1:10: expected ")


def main():
    if "--update" in sys.argv:
        with open(GOLDEN, "w", encoding="utf-8") as f:
            f.write(brief())
        return 0
    tests = [v for k, v in sorted(globals().items()) if k.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} - {test.__name__}")
        except AssertionError as e:
            failed += 1
            print(f"not ok {number} - {test.__name__}\n# {e}")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
