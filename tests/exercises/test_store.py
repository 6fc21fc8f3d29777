"""What is kept of a student is there after a restart, survives what can go wrong, and harms nothing else."""

import codecs
import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from shipped import ROOT, START, read, text_of

from nbhelpers import cells
from nbhelpers.exercises import entries, outcome, record, store
from nbhelpers.exercises import gradient_descent as lesson
from nbhelpers.exercises.recognition import AND

not_on_windows = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has other rights, and removes no folder in which a program works"
)
SUNDAY, TUESDAY = "2026-11-29", "2026-12-01"

ANSWER = entries.of_answer("Yes.", True)
OTHER = {"predictions": {"there": ANSWER}, "exercises": {}}
W3 = {"predictions": {"there": ANSWER, "w3": entries.of_answer("1.5", False)}}

WRITER = """
import sys
from nbhelpers.exercises import entries, outcome, store
who, kept = sys.argv[1], store.Store()
print("ready", flush=True)
sys.stdin.readline()
for i in range(100):
    kept.add("predictions", f"{who} {i}", entries.of_answer(who, True))
    kept.add("exercises", "both", entries.of_try(outcome.Outcome(outcome.Status.NOT_YET, ""), f"{who} {i}"))
"""

KILLED = """
import os, pathlib, signal, sys
from nbhelpers.exercises import entries, store
name, is_before = sys.argv[1], sys.argv[2] == "before"
whole = getattr(pathlib.Path, name)

def killed(path, content):
    if not is_before:
        whole(path, content[:50] if name == "write_bytes" else content)
    os.kill(os.getpid(), signal.SIGTERM)

setattr(pathlib.Path, name, killed)
store.Store().add("predictions", "new", entries.of_answer("Yes.", True))
"""


def right_update(w, gradient, learning_rate):
    return w - learning_rate * gradient


def wrong_update(w, gradient, learning_rate):
    return w - learning_rate


def started(code, *arguments, **options):
    """Start a program on what is stored in this folder."""
    return subprocess.Popen([sys.executable, "-c", code, *arguments], encoding="utf-8", **options)


def beside(path):
    """Return the names of the files in a file's folder."""
    return sorted(each.name for each in path.parent.iterdir())


def content(**kinds):
    return store.encoded(store.HEADER | entries.empty() | kinds)


def test_a_prediction_is_there_after_a_restart_and_counts_by_what_was_said_first(stored, it_is):
    it_is(SUNDAY)
    lesson.predict_step().choose(0).commit()
    it_is(TUESDAY)
    asked = lesson.predict_step()
    *_, again = asked.children
    wrong, right = (lesson.QUESTIONS["step"].options[i] for i in (0, lesson.QUESTIONS["step"].answer))
    assert (asked.chosen, asked.committed, asked.right) == (wrong, True, False)
    assert "Answered on Sunday." in asked.reveal.value
    assert repr(lesson.recall_step()).startswith(f"✗ You predicted: {wrong}\nNot so.\nAnswered on Sunday.\nWhat")
    again.click()
    assert (asked.chosen, asked.committed, asked.right) == (None, False, None)
    assert asked.reveal.value.endswith('"polite"></div>')
    assert again not in asked.children
    asked.choose(right).commit()
    first = f"✓ You predicted: {right}\nSo it is.\nAt first you said: {wrong}\nWhat"
    assert repr(lesson.recall_step()).startswith(first)
    assert "Predictions. 0 right, 1 not as predicted" in repr(lesson.tally())
    assert "another look. Nothing so far." in repr(lesson.tally())
    assert lesson.predict_step().children[-1] is not again  # the day's own answer stands
    assert len(lesson.predict_step().children) == 4
    it_is(TUESDAY)
    assert repr(lesson.recall_step()).startswith(first)
    assert lesson.predict_step().children[-1].description == "Answer again"


def test_an_exercise_is_done_on_its_day_until_its_code_changes(stored, it_is):
    it_is(SUNDAY)
    lesson.check_update(wrong_update)
    assert "another look. “the step is α”" in repr(lesson.tally())
    assert "Done" not in lesson.check_update(right_update).message
    it_is(TUESDAY)
    assert "Exercises. 1 done of 7. Open: cost, gradient, descent" in repr(lesson.tally())
    assert "another look. Nothing so far." in repr(lesson.tally())
    before = stored.stat().st_ino
    lesson.check_update(...)
    assert "Exercises. 1 done of 7." in repr(lesson.tally())
    assert stored.stat().st_ino == before  # a look writes nothing
    assert lesson.check_update(right_update).message.endswith("\nDone on Sunday.")
    assert "Done" not in lesson.check_update(lambda w, g, a: w - a * g).message
    assert lesson.check_update(lesson.CATALOGUE["update"].reference)
    entry = record.everything()["exercises"]["update"]
    assert (entry["tries"], entry["done_on"]) == (4, TUESDAY)
    assert entry["first"] == {
        "status": "not yet",
        "mistake": "gradient left out, as if it were 1",
        "misconception": "the step is α",
        "on": SUNDAY,
    }
    assert entry["code"].startswith("lambda w, gradient, learning_rate: w - ")  # as the library has it
    assert not lesson.check_update(wrong_update)
    assert record.everything()["exercises"]["update"]["done_on"] == TUESDAY


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-03-09", "today"),
        ("2026-03-08", "on Sunday"),
        ("2026-03-03", "on Tuesday"),
        ("2026-03-02", "on 2 March"),
        ("2025-12-31", "on 31 December 2025"),
        ("2026-03-10", "on 10 March"),  # the clock was wrong
    ],
)
def test_a_day_in_words(day, said, it_is):
    it_is("2026-03-09")
    assert entries.day_in_words(day) == said


def test_a_kill_while_it_is_written_leaves_the_old_file_or_the_new_one(stored):
    stored.write_bytes(content(**OTHER))
    stored.write_bytes(codecs.BOM_UTF8 + stored.read_bytes())  # as some editors leave it
    for step in ("write_bytes before", "write_bytes after", "replace before", "replace after"):
        assert started(KILLED, *step.split()).wait() != 0
        names = set(json.loads(stored.read_text(encoding="utf-8-sig"))["predictions"])
        assert names == ({"there", "new"} if step == "replace after" else {"there"})
        assert set(beside(stored)) <= {store.FILE, f".{store.FILE}.part"}
    store.Store().add("predictions", "later", ANSWER)
    assert beside(stored) == [store.FILE]


def test_two_kernels_lose_nothing(stored):
    writers = [started(WRITER, who, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for who in ("one", "two")]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.communicate()[0] for writer in writers] == ["", ""]
    kept = store.Store().all()
    assert set(kept["predictions"]) == {f"{who} {i}" for who in ("one", "two") for i in range(100)}
    assert kept["exercises"]["both"]["tries"] == 200
    assert beside(stored) == [store.FILE]


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("step", ["write_bytes", "replace", "read_text"])
def test_what_cannot_be_stored_stays_in_memory_is_said_once_and_stored_later(stored, step, error, monkeypatch):
    stored.write_bytes(content(**W3))

    def fails(*_, **__):
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as broken:
        broken.setattr(Path, step, fails)
        asked = lesson.predict_step().choose(0)
        asked.commit()
        said = f"cannot be kept up to date ({os.strerror(error)}). {record.IN_MEMORY}"
        assert said in asked.reveal.value
        assert said not in lesson.check_update(wrong_update).message
        assert said in repr(lesson.tally())
        assert ("step.\n" if step == "read_text" else "step, w3.\n") in repr(lesson.tally())
        assert lesson.predict_step().committed
        assert repr(lesson.forget(sure=True)).startswith("Not forgotten. progress.json cannot")
        lesson.check_update(right_update)
        assert beside(stored) == [store.FILE]
    assert said not in repr(lesson.tally())
    kept = json.loads(stored.read_bytes())
    assert set(kept["predictions"]) == {"there", "w3", "step"}
    assert kept["exercises"]["update"]["tries"] == 2
    assert kept["exercises"]["update"]["done_on"]
    assert beside(stored) == [store.FILE]


@not_on_windows
@pytest.mark.parametrize("instead", ["nothing", "a folder", "a link to itself"])
def test_what_is_there_instead_of_the_file_loses_nothing(stored, instead):
    lesson.predict_step().choose(0).commit()
    stored.unlink()
    if instead == "a folder":
        stored.mkdir()
    elif instead == "a link to itself":
        stored.symlink_to(stored)
    else:
        shutil.rmtree(stored.parent)
    assert "cannot be kept up to date" in lesson.check_update(right_update).message
    assert "Predictions. 0 right, 1 not as predicted" in repr(lesson.tally())
    assert "Exercises. 1 done" in repr(lesson.tally())
    record.start_afresh()
    lesson.check_update(right_update)
    assert "Exercises. 1 done" in repr(lesson.tally())
    written = lesson.hand_in("Ada").write().parts[0][1]
    assert written == ("Not written." if instead == "nothing" else "Written.")


@not_on_windows
def test_a_private_file_stays_private_and_what_a_link_leads_to_is_left_alone(stored):
    stored.write_bytes(content(**OTHER))
    stored.chmod(0o400)
    other = stored.with_name("other.txt")
    other.write_text("mine")
    stored.with_name(f".{store.FILE}.part").symlink_to(other)
    store.Store().add("predictions", "new", ANSWER)
    assert set(json.loads(stored.read_bytes())["predictions"]) == {"there", "new"}
    assert stored.stat().st_mode & 0o777 == 0o400
    assert (beside(stored), other.read_text()) == (["other.txt", store.FILE], "mine")


@pytest.mark.parametrize(
    "found",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b"9" * 5000,
        content(**OTHER) + b" " * 10 * store.LARGEST,
        json.dumps(store.HEADER | {"format": "another"}).encode(),
        json.dumps(store.HEADER | {"version": "1"}).encode(),
        json.dumps(store.HEADER | {"version": 0}).encode(),
        json.dumps(store.HEADER | {"predictions": []}).encode(),
    ],
    ids=lambda found: found[:60].decode("latin-1"),
)
def test_a_damaged_file_is_kept_and_a_new_one_begun(stored, found):
    for name in ("progress.damaged.json", *(f"progress.damaged-{i}.json" for i in (2, 3, 4, 5))):
        record.start_afresh()
        stored.write_bytes(found)
        lesson.predict_step().choose(0).commit()
        assert (stored.parent / name).read_bytes() == found
        assert f"It is kept as {name}, and a new one was begun." in repr(lesson.tally())
        assert set(json.loads(stored.read_bytes())["predictions"]) == {"step"}
    stored.write_bytes(b"last")
    assert lesson.tally()
    assert Path("progress.damaged-5.json").read_bytes() == b"last"
    assert len(beside(stored)) == 5


def test_a_newer_file_is_left_as_it_is(stored):
    newer = content(version=2, **OTHER)
    stored.write_bytes(newer)
    asked = lesson.predict_step().choose(0)
    asked.commit()
    assert "written by a newer version of this course and is left as it is." in asked.reveal.value
    assert "Predictions. 0 right, 1 not as predicted" in repr(lesson.tally())
    assert lesson.forget(sure=True).parts[0][1] == "Not forgotten."
    assert stored.read_bytes() == newer
    stored.unlink()
    record.forget()
    assert not lesson.predict_step().committed
    assert beside(stored) == []


def test_a_wrong_entry_is_left_out_alone(stored):
    tried = entries.of_try(lesson.check_update(right_update), "code")
    wrong = [1, "", "x" * 5000, [], {}, {"first": 1}, None, "\ud83d", True, 10**400, "2026-13-01", "20261129"]
    kept = {"good": tried}
    for field in tried:
        for value in wrong:
            kept[f"{field} {value!r}"[:100]] = tried | {field: value}
    fine = {"good", "tries 1", "done_on None", "code None", "code ''"}
    for name in ("status", "mistake", "misconception", "on"):
        kept[f"last {name}"] = tried | {"last": tried["last"] | {name: ["correct"]}}
    kept["x" * (entries.LONGEST_NAME + 1)] = tried
    kept |= {f"no {field}": {it: value for it, value in tried.items() if it != field} for field in tried}
    stored.write_text(json.dumps(store.HEADER | {"exercises": kept, "more": 1, "predictions": {"there": ANSWER}}))
    found = store.Store().all()
    assert set(found["exercises"]) == fine | {"code '2026-13-01'", "code '20261129'"}
    assert found["predictions"] == {"there": ANSWER}
    for field, value in [("first", 1), ("first_right", 1), ("first_on", ""), ("last", None), ("last_on", "today")]:
        stored.write_text(json.dumps(store.HEADER | {"predictions": {"a": ANSWER | {field: value}, "b": ANSWER}}))
        assert set(store.Store().all()["predictions"]) == {"b"}
    half = outcome.Outcome(outcome.Status.NOT_YET, "", exercise="\ud83d")
    assert record.note_outcome(half, None) is half
    store.Store().add("predictions", "long", entries.of_answer("x" * 5000, None))
    for entry in (tried | {"tries": entries.MOST_TRIES}, tried | {"code": "another"}):
        store.Store().add("exercises", "most", entry)
    store.Store().add("exercises", "long", entries.of_try(lesson.check_update(right_update), "x" * 5000))
    found = store.Store().all()
    assert "long" in found["predictions"]
    assert found["exercises"].keys() >= {"most", "long"}


def test_ten_thousand_answers_have_room_and_those_to_the_course_stay(stored, monkeypatch):
    known, kept = sorted(record._known()), record._RECORD.store
    tried = outcome.Outcome(outcome.Status.NOT_YET, "")
    for i in range(10_000):
        is_written = i % 1000 == 999
        monkeypatch.setenv(store.SETTING, "on" if is_written else "off")
        kept.path = stored if is_written else None
        kind, name = (
            known[i // 2 % len(known)] if i % 2 else (("predictions", "exercises")[i // 2 % 2], f"other {i}")
        )
        text = f"{i} " + "é" * (i % 300 if kind == "predictions" else i % 3000)
        kept.add(
            kind, name, entries.of_answer(text, None) if kind == "predictions" else entries.of_try(tried, text)
        )
        if is_written:
            assert stored.stat().st_size <= store.LARGEST
    found = store.Store().all()
    assert {(kind, name) for kind, named in found.items() for name in named} == set(known)
    codes = [len(entry["code"]) for entry in found["exercises"].values() if entry["code"]]
    assert 0 < len(codes) < len(found["exercises"])
    answered = {day: ANSWER | {"last_on": day} for day in (TUESDAY, SUNDAY, "2026-11-28")}
    assert [*entries.lighter(OTHER | {"predictions": answered}, set())["predictions"]] == [TUESDAY]


@pytest.mark.parametrize("of", record.LESSONS)
def test_the_names_of_any_two_slips_of_an_exercise_have_room(of):
    for exercise in record.modules()[of].CATALOGUE.values():
        names = {slip.name for slip in exercise.mistakes}
        if hasattr(exercise, "knowledge"):
            names |= {relation.called for relation in exercise.knowledge._relations}
        *_, second, first = sorted(names, key=len)
        both = first + AND + second
        assert entries.is_name(exercise.name)
        tried = entries.of_try(outcome.Outcome(outcome.Status.NOT_YET, "", both), None)
        assert tried["last"]["mistake"] == both


@pytest.mark.parametrize(
    ("setting", "parent", "modules", "platform", "stores"),
    [
        (None, {"metadata": {"cellId": "a"}}, (), "linux", True),
        (None, {"metadata": {}}, (), "linux", False),
        (None, {}, (), "linux", False),
        (None, {}, ("google.colab",), "linux", True),
        (None, {}, (), "emscripten", True),
        ("off", {"metadata": {"cellId": "a"}}, ("google.colab",), "emscripten", False),
        ("on", {}, (), "linux", True),
    ],
)
def test_only_where_somebody_sits_in_front(setting, parent, modules, platform, stores, stored, monkeypatch):
    monkeypatch.delenv(store.SETTING)
    if setting:
        monkeypatch.setenv(store.SETTING, setting)
    monkeypatch.setattr(cells, "get_ipython", lambda: SimpleNamespace(get_parent=lambda: parent))
    monkeypatch.setattr(sys, "platform", platform)
    for name in modules:
        monkeypatch.setitem(sys.modules, name, None)
    store.Store().add("predictions", "there", ANSWER)
    assert stored.exists() == stores


def test_a_notebook_that_a_program_runs_neither_reads_nor_writes_it(stored, monkeypatch):
    monkeypatch.delenv(store.SETTING)
    monkeypatch.setenv("JPY_SESSION_NAME", str(stored.parent / "open.ipynb"))  # as in JupyterLab's own kernels
    done = entries.of_try(outcome.Outcome(outcome.Status.CORRECT, ""), "2")
    held = content(
        predictions={"larger_w": entries.of_answer("It rises all the way.", False)}, exercises={"best_w": done}
    )
    stored.write_bytes(held)
    calls = "predict_larger_w()", "recall_larger_w()", "check_best_w(...)", "tally()"
    sources = ["from nbhelpers.exercises import start_here as lesson", *(f"lesson.{call}" for call in calls)]
    notebook = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_code_cell, sources)))
    notebook.metadata = read(START).metadata
    path = stored.parent / "run.ipynb"
    nbformat.write(notebook, path)
    subprocess.run([sys.executable, ROOT / ".ci/outputs.py", path], check=True, capture_output=True)
    _, _, recalled, _, tally = map(text_of, read(path).cells)
    assert recalled.startswith("… You have not committed")
    assert "Exercises. 0 done of 1. Open: best_w." in tally
    assert "Here, nothing is stored." in tally
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--nbval", path]
    assert subprocess.run(run, capture_output=True).returncode == 0
    assert stored.read_bytes() == held
