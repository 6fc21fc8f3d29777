"""The page of a class: 300 students and damage of every kind, and texts that attack. Nothing of theirs is run."""

import csv
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from html import unescape

import classroom
import nbformat
import pytest
from shipped import FOLDER, PATHS

from nbhelpers.exercises import record

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes, and fewer names for files")

TEACHING = FOLDER.parent / "docs" / "teaching"
START, *TAKEN = [*record.modules().values()][:3]
N = 300
SAID = {True: "Own answer agrees", False: "Own answer differs", None: "Not compared with the model answer"}
EMPTY = dict.fromkeys(("mistake", "misconception", "first_mistake", "first_misconception", "code"))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebooks")
    nbformat.write(nbformat.v4.new_notebook(), folder / "Untitled.ipynb")  # which is no lesson
    return lambda *arguments: classroom.main([*PATHS, folder / "Untitled.ipynb"], [*map(str, arguments)])


def hand_in(of, name, **other):
    """Return a hand-in in which nothing has been done but what is given."""
    data = {"format": "nbhelpers hand-in", "version": 1, "lesson": of.__name__.split(".")[-1], "on": "2026-11-29"}
    exercises = {it: EMPTY | {"status": "not attempted yet"} for it in of.CATALOGUE}
    return data | {"name": name, "predictions": dict.fromkeys(of.QUESTIONS), "exercises": exercises} | other


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


def answers(question):
    """Return (what a student may say, what the page says for it, whether that is right)."""
    if question.options:
        return [(it, it, i == question.answer) for i, it in enumerate(question.options)]
    if hasattr(question, "answer"):
        return [(f"{question.answer}", f"{question.answer}", True), ("1/2", "0.5", False), ("0,50", "0.5", False)]
    return [("In my own words", said, right) for right, said in SAID.items()]


def worked(lesson, name, luck, counts):
    """Return a hand-in made by chance, and its row in the grade book; count what it adds to a class."""
    data, beliefs, rights, n_done = hand_in(lesson, name), set(), [], 0
    for question in (it for it in lesson.QUESTIONS.values() if luck.random() < 0.9):
        text, shown, right = luck.choice(answers(question))
        data["predictions"][question.name] = {"first": text, "first_right": right, "last": "?", "last_right": True}
        counts[question.name, shown] += 1
        rights.append(right is True)
        beliefs |= {question.misconception} if right is False else set()
    for exercise in lesson.CATALOGUE.values():
        entry, state = data["exercises"][exercise.name], luck.choice(["correct", "not yet", "not attempted yet"])
        slips = luck.choices(exercise.mistakes[:9], k=2) if state == "not yet" else []
        if len(slips) > 1 and luck.random() < 0.1:
            one, other = slips
            both = {"name": f"{one.name}, and {other.name}", "message": f"{one.message} {other.message}"}
            slips[0] = replace(one, **both)
        for slip, key in zip(slips, ("", "first_"), strict=False):
            entry |= {f"{key}mistake": slip.name, f"{key}misconception": slip.misconception}
            beliefs.add(slip.misconception)
        entry["status"], n_done = state, n_done + (state == "correct")
        counts[exercise.name, state] += 1
        both = [("slip", data["lesson"], exercise.title, slip.name, slip.message) for slip in reversed(slips)]
        counts.update([*dict.fromkeys(both)])
    counts.update(("belief", belief) for belief in beliefs - {None})
    numbers = sum(rights), len(rights), len(lesson.QUESTIONS), n_done, len(lesson.CATALOGUE)
    return data, [name, data["lesson"], *map(str, numbers)]


def said_of_charts(lesson, counts):
    """Yield what each chart of a lesson should say."""
    for name, question in lesson.QUESTIONS.items():
        rows = {f"{'Right: ' * (right is True)}{said}": counts[name, said] for _, said, right in answers(question)}
        yield " ".join(f"{row} {n} of {N}." for row, n in rows.items()).replace("Right: Own", "Own")
    tried = ((it.title, counts[it.name, "correct"], counts[it.name, "not yet"]) for it in lesson.CATALOGUE.values())
    yield " ".join(f"{title} {n} of {N}, and {more} tried." for title, n, more in tried)


def damage(folder):
    """Write damaged files of every kind; return how often each reason should be given."""
    whole, said = hand_in(START, "Extra"), {"first": "Up."}
    lines = {"status": "fine"}, {"mistake": 7}, {"misconception": "the earth is flat", "mistake": "Bob cheats"}
    strange = [{"exercises": {"best_w": EMPTY | {"status": "not yet"} | it}} for it in lines]
    strange += [{"predictions": {"larger_w": said}}, {"predictions": {"larger_w": []}}]
    bad = {
        "JSON": ['{"format": "nbhelpers', "", "[" * 100_000],
        "not a hand-in": [[], {}, "null"],
        "progress file": [{"format": "nbhelpers progress", "version": 1}],
        "another version": [whole | {"version": it} for it in (2, None, [1])],
        "not in this course": [whole | {"lesson": it} for it in ("poetry", None, {})],
        "without a name": [whole | {"name": name} for name in (" \n", "\u200b\u00ad")],
        "damaged: the": [whole | it for it in ({"name": 3}, {"on": "soon"}, {"predictions": []})],
        "larger than 1 MB": [whole | {"name": "n" * 1_000_000}],
        "replaced": [hand_in(TAKEN[0], f"student\u200b  {i:03}", on=f"2026-11-{28 + i}") for i in range(2)],
        "with answers or mistakes": [hand_in(START, f"Strange {i}", **part) for i, part in enumerate(strange)],
        "with predictions or exercises": [
            hand_in(START, "Strange", predictions={f"none such {i}": said for i in range(9000)})
        ],
    }
    for reason, contents in bad.items():
        for i, content in enumerate(contents):
            write(folder / "bad" / f"{reason[:9]} {i}.JSON", content)
    os.utime(folder / "bad" / "replaced 1.JSON", (0, 0))
    write(folder.parent / "outside.json", whole)
    (folder / "link.json").symlink_to(folder.parent / "outside.json")
    (folder / "round").symlink_to(folder)
    os.mkfifo(folder / "pipe.json")
    counts = {reason: len(contents) for reason, contents in bad.items()}
    return counts | {"leads out": 1, "not a file": 1, "link to a folder": 1}


def test_the_page_and_the_grade_book_say_what_a_class_of_300_has_done(run, tmp_path, capsys):
    folder, luck, counts, book = tmp_path / "class", random.Random(22), Counter(), []
    for lesson in TAKEN:
        for i in range(N):
            data, row = worked(lesson, f"Student {i:03}", luck, counts)
            write(folder / f"{i}" / f"hand-in {row[1]} {row[0]}.json", data)
            book.append(row)
    reasons = damage(folder)
    run(folder, "--csv", tmp_path / "book.csv")
    page, told = unescape((tmp_path / "class.html").read_text(encoding="utf-8")), capsys.readouterr().err
    for reason, n in reasons.items():
        assert re.search(rf"<li>{n} × [^<]*{reason}", page), reason
        assert re.search(rf"{n} × .*{reason}.*:(\n    .+){{{n}}}\n\S", told), reason
    assert page.count("<li>") == len(reasons)
    assert not [word for word in ("Student ", "Strange", "own words", "the earth") if word in page]
    charts = dict(re.findall(r'aria-label="([^"]*)"(.*?)</svg>', page, re.DOTALL))
    assert [it for lesson in TAKEN for it in said_of_charts(lesson, counts) if it not in charts] == []
    said = next(said_of_charts(TAKEN[0], counts))
    drawn = re.findall(r' d="(.*?)"', charts[said], re.DOTALL)
    ends = [[float(x) for x in re.findall(r"[ML] (\S+)", path)] for path in drawn]
    fractions = [f for n in re.findall(rf"(\d+) of {N}", said) for f in (1, int(n) / N)]
    assert [(max(xs) - min(xs)) / max(ends[0]) for xs in ends] == pytest.approx(fractions)
    assert max(ends[0]) < float(re.search(r'width="(\S+)pt"', charts[said])[1])
    assert "#" not in charts[said]  # each colour is the page's
    assert charts[said].count(">✓ ") == 1
    beliefs = re.findall(rf'<td class="n">(\d+) of {N}</td><td>“(.*?)”<br>', page)
    assert {("belief", it): int(n) for n, it in beliefs} == {it: n for it, n in counts.items() if it[0] == "belief"}
    assert [int(n) for n, _ in beliefs] == sorted((int(n) for n, _ in beliefs), reverse=True)
    slips = re.findall(r'<td class="n">(\d+)</td><td>(.*?)</td><td>.*?<bdi>(.*?)</bdi>.*?<br>(.*?)</td>', page)
    made = [(lesson, (str(n), *it)) for (what, lesson, *it), n in counts.most_common() if what == "slip"]
    unlisted = [("1", START.CATALOGUE["best_w"].title, "Bob cheats", "")]
    assert slips == unlisted + [row for lesson in record.LESSONS for of, row in made if of == lesson]
    assert "Bob cheats" not in re.sub("<details>.*?</details>", "", page, flags=re.DOTALL)
    header, *lines = csv.reader((tmp_path / "book.csv").read_text(encoding="utf-8-sig").splitlines())
    assert header[:4] == ["name", "lesson", "predictions right", "predictions committed"]
    assert lines[6:] == book
    assert [name for name, lesson, *_ in lines if lesson == "start_here"][:2] == ["Strange", "Strange 0"]


def attacked(folder, texts):
    """Write hand-ins that have these texts wherever a student could put one."""
    for i, text in enumerate(texts):
        done = EMPTY | {"status": "not yet", "mistake": text, "code": text, "misconception": text}
        said = {"first": text, "first_right": None}
        data = hand_in(TAKEN[1], text, predictions={"flat_curve": said, "largest": said})
        write(folder / f"{i}.json", data | {"exercises": {"forward": done, text: done}})
        in_name = re.sub("[/\0\ud800]", "_", text)[:40]
        for key in ("lesson", "version", "format"):
            write(folder / f"{i} {in_name} {key}.json", data | {key: text})


def test_texts_that_attack_stay_texts_and_code_is_not_run(run, tmp_path, capsys):
    ran = tmp_path / "ran"
    texts = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onclick='x", "{{ 7 * 7 }}</pre><!--"]
    texts += ["\u202ereversed\u2066", "a\0b\x1b[31m", "\ud800half", "=1+1", "\t@SUM(A1)", "＝2", "-3"]
    texts += ["n" * 90_000, f"__import__('pathlib').Path({str(ran)!r}).touch()"]
    pages, tags = {}, {}
    for kind, given in {"tame": [f"text {i:02}" for i in range(len(texts))], "wild": texts}.items():
        attacked(tmp_path / kind, given)
        run(tmp_path / kind, "--names", "--to", tmp_path / f"{kind}.html", "--csv", "-")
        pages[kind] = (tmp_path / f"{kind}.html").read_text(encoding="utf-8")
        tags[kind] = re.findall("<[^<>]*>?", pages[kind])
    out, err = capsys.readouterr()
    assert tags["tame"] == tags["wild"]
    assert not re.search("[\0\x1b\u202e\u2066\ud800-\udfff]", pages["wild"] + out + err)
    assert "{{ 7 * 7 }}" in pages["wild"]
    names = [name for name, *_ in csv.reader(out.splitlines()) if name != "name" and not name.startswith("text")]
    assert len(names) == len(texts)
    assert not [name for name in names if name[0] in "=+-@＝\t" or len(name) > 101]
    assert not ran.exists()


def test_bad_use_is_told_in_a_sentence(run, tmp_path):
    (tmp_path / "empty").mkdir()
    write(tmp_path / "class" / "one.json", hand_in(START, "One"))
    write(tmp_path / "damaged" / "one.json", "")
    for folder, option, value, sentence in (
        ("nowhere", "--to", "page.html", "is not a folder"),
        ("empty", "--to", "page.html", "has no hand-in"),
        ("damaged", "--to", "page.html", "has no hand-in"),
        ("class", "--to", "", "cannot be written"),
        ("class", "--csv", "no/book.csv", "cannot be written"),
        ("class", "--csv", "class/one.json", "may be a hand-in"),
    ):
        with pytest.raises(SystemExit, match=rf"^\S+ {sentence}.*\.$"):
            run(tmp_path / folder, option, tmp_path / value)
    assert not (tmp_path / "page.html").exists()
    command = [sys.executable, "-B", TEACHING / "copies.py", "class"]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert told.returncode
    assert "required: FOLDER" in told.stderr
