# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tutorial quotes, in the language in force: figures, answers, methods, commands and dialogs."""

from __future__ import annotations

import shlex
from collections.abc import Container, Iterable, Mapping, Sequence

from service_points.core.choice_words import choice_words
from service_points.core.text import Text
from service_points.host.language import say
from service_points.processing.wording import cost_text, distance_text, labelled, number_text, percent_text
from tutorial_runs import LAYERS, PEOPLE, QUESTIONS, ROADS, Done, Question, algorithm_of

WIDTH = 110
COLUMNS = Text("| Fill in | With |", "| Champ | Valeur |")
THE_REST = Text("The rest as in question 1.", "Le reste comme à la question 1.")


def quotes(done: Mapping[str, Done]) -> dict[str, str]:
    """Return the quotes that these runs give; what only other runs give is not in it."""
    found = _asked()
    for name, run in done.items():
        if run.question.report:
            found[f"{name}.answer"] = run.answer
    if "q1" in done:
        found["q1.method"] = _method_list(done["q1"].method)
        common = set(done["q1"].method)
        for name, run in done.items():
            if name != "q1" and run.question.report:
                found[f"{name}.method"] = _method_line(run.method, common)
    for name, figures in _FIGURES.items():
        if name in done:
            found.update({f"{name}.{key}": value for key, value in figures(done[name]).items()})
    return found


def _asked() -> dict[str, str]:
    """Return the name, the dialog and the command of each question."""
    found = {}
    for question in QUESTIONS:
        found[f"{question.name}.algorithm"] = algorithm_of(question).displayName()
        found[f"{question.name}.dialog"] = _dialog(question, {**ROADS, **PEOPLE})
        found[f"{question.name}.command"] = _command(question)
    first = next(question for question in QUESTIONS if question.name == "q1")
    found["roads.filled"] = _dialog(first, set(first.parameters) - {*ROADS, *PEOPLE})
    return found


def _dialog(question: Question, hidden: Iterable[str]) -> str:
    """Return a table of labels and values in the order of the dialog."""
    rows = [say(COLUMNS), "|---|---|"]
    algorithm = algorithm_of(question)  # its parameters live as long as it does
    for definition in algorithm.parameterDefinitions():
        name = definition.name()
        if name in question.parameters and name not in hidden:
            value = question.parameters[name]
            words = choice_words(question.algorithm, name) if definition.type() == "enum" else {}
            shown = f"*{say(words[value])}*" if words else _shown(name, value)
            rows.append(f"| {definition.description()} | {shown} |")
    return "\n" + "\n".join(rows) + "\n"


def _shown(name: str, value: object) -> str:
    if name in LAYERS:
        return f"*{value}*"
    return say(Text("yes", "oui")) if value is True else f"`{value}`"


def _command(question: Question) -> str:
    """Return the ``qgis_process`` call, with the roads and the people as shell variables."""
    words = [f"qgis_process run servicepoints:{question.algorithm} --"]
    shared = {name: "$ROADS" for name in ROADS} | {name: "$PEOPLE" for name in PEOPLE}
    for name, value in question.parameters.items():
        text = f"{value}.gpkg" if name in LAYERS else str(value).lower() if value is True else str(value)
        words.append(shared.get(name) or f"{name}={shlex.quote(text)}")
    for output in dict.fromkeys((*question.tables, *question.maps)):
        words.append(f"{output}={question.name}_{output.lower()}.gpkg")
    if question.report:
        words.append(f"REPORT={question.name}.html")
    return f"\n```bash\n{_wrapped(list(dict.fromkeys(words)))}\n```\n"


def _wrapped(words: Sequence[str]) -> str:
    lines = [""]
    for word in words:
        if lines[-1].strip() and len(lines[-1]) + len(word) > WIDTH - 3:
            lines.append("   ")
        lines[-1] += f" {word}" if lines[-1] else word
    return " \\\n".join(lines)


def _method_list(lines: Iterable[tuple[str, str]]) -> str:
    return "\n" + "\n".join(f"- {labelled(f'**{label}**', value)}" for label, value in lines) + "\n"


def _method_line(lines: Sequence[tuple[str, str]], common: Container[tuple[str, str]]) -> str:
    """Return in one line what is not the same as in question 1."""
    told = [f"{labelled(*line).rstrip('.')}." for line in lines if line not in common]
    return " ".join(told if len(told) == len(lines) else [*told, say(THE_REST)])


def _table(rows: Sequence[Sequence[str]], columns: Sequence[int], *, numeric: int) -> str:
    """Return rows as Markdown, the first being the header; columns from ``numeric`` on lie to the right."""
    chosen = [[row[column] for column in columns] for row in rows]
    rules = ["---" if place < numeric else "---:" for place in range(len(columns))]
    return "\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in (chosen[0], rules, *chosen[1:])) + "\n"


def _q1(run: Done) -> dict[str, str]:
    rates = [row for row in run.rows("INDICATORS") if row["indicator"] == "C4" and row["cutoff"] == 15]
    flips = [row for row in run.rows("FLIPS") if not row["stratum"]]
    shares = [row["value"] for row in flips if row["scenario"] != "other_metric"]
    uncovered = run["TOTAL"] - run["SERVED_TOTAL"]
    worst = max(rates, key=lambda row: row["denominator"] - row["numerator"])
    below = [row for row in rates if row["value"] < 90]
    missing = sum(row["denominator"] - row["numerator"] for row in below)
    areas, others = run.tables[2], run.tables[-1]
    return {
        "rate": _percent(run["COVERAGE_RATE"]),
        "people": number_text(run["TOTAL"]),
        "wanted": number_text(0.9 * run["TOTAL"] - run["SERVED_TOTAL"]),
        "median": cost_text(run["MEDIAN_COST"], "time"),
        "unreachable": number_text(run["UNREACHABLE"]),
        "uncovered": number_text(uncovered),
        "below": number_text(len(below)),
        "below_share": percent_text(missing / uncovered, 1),
        "areas": number_text(len(rates)),
        "none": number_text(sum(row["value"] == 0 for row in rates)),
        "worst": worst["stratum"],
        "worst_people": number_text(worst["denominator"] - worst["numerator"]),
        "edge": number_text(run["EDGE_PEOPLE"]),
        "flipped": number_text(run["STRATA_FLIPPED"]),
        "least": _percent(min(shares)),
        "most": _percent(max(shares)),
        "gaps": _table(areas[:9], (0, 1, 2, 3, 5), numeric=1),
        "others": _table(others, range(len(others[0])), numeric=9),
    }


def _q1r(run: Done) -> dict[str, str]:
    return {
        row["stratum"]: _percent(row["value"])
        for row in run.rows("INDICATORS")
        if row["indicator"] == "C4" and row["cutoff"] == 15
    }


def _q3(run: Done) -> dict[str, str]:
    closures = list(run.rows("CLOSURES"))
    least = min(closures, key=lambda row: row["losing"])
    closed = next(row for row in closures if row["point_id"] == run.question.parameters["CLOSE"])
    kept = sum(row["losing_cutoff"] == 0 for row in closures)
    return {
        "losing": number_text(run["LOSING"]),
        "over_15": number_text(run["LOSING_OVER_15"]),
        "after": percent_text(run["SERVED_AFTER"] / run["TOTAL"], 1),
        "drop": number_text(run["SERVED_BEFORE"] - run["SERVED_AFTER"]),
        "heir": closed["heir_id"],
        "least": least["point_id"],
        "least_people": number_text(least["losing"]),
        "least_mean": cost_text(least["losing_mean"], "time"),
        "spare": number_text(kept),
    }


def _q4(run: Done) -> dict[str, str]:
    pairs = list(run.rows("PAIRS"))
    best = next(row for row in pairs if row["rank"] == 1)
    together = next(row for row in pairs if row["same_address"])
    gains = run.tables[-1]
    return {
        "pairs": number_text(run["PAIRS_FOUND"]),
        "best_a": best["a_id"],
        "best_b": best["b_id"],
        "best_road": distance_text(1000 * best["cost"]),
        "doors": distance_text(together["straight_m"]),
        "near": percent_text(run["RATE_1000_M"], 1),
        "gaining": gains[-1][-1],
        "table": _table(run.tables[0][:6], (0, 1, 3, 5, 7), numeric=3),
        "gains": _table(gains[:6], (0, 1, 3, 4, 5), numeric=1),
    }


def _q4b(run: Done) -> dict[str, str]:
    return {"table": _table(run.tables[0], range(len(run.tables[0][0])), numeric=2)}


def _q5(run: Done) -> dict[str, str]:
    return {"mean": cost_text(run["MEAN_COST"], "time")}


def _q5c(run: Done) -> dict[str, str]:
    return {"rate": percent_text(run["SERVED_TOTAL"] / run["TOTAL"], 1)}


def _q6(run: Done) -> dict[str, str]:
    by_load = sorted(run.rows("SUPPLY"), key=lambda row: row["load"])
    return {
        "busiest": by_load[-1]["point_id"],
        "busiest_people": number_text(by_load[-1]["load"]),
        "quietest": by_load[0]["point_id"],
        "quietest_people": number_text(by_load[0]["load"]),
    }


def _q7(run: Done) -> dict[str, str]:
    return {
        "errors": number_text(run["ERRORS"]),
        "warnings": number_text(run["WARNINGS"]),
        "table": _table(run.tables[0], range(4), numeric=3),
    }


def _roads(run: Done) -> dict[str, str]:
    return {"islands": number_text(run["COMPONENTS"] - 1)}


def _percent(value: float) -> str:
    return percent_text(value / 100, 1)


_FIGURES = {
    "roads": _roads,
    "q1": _q1,
    "q1r": _q1r,
    "q3": _q3,
    "q4": _q4,
    "q4b": _q4b,
    "q5": _q5,
    "q5c": _q5c,
    "q6": _q6,
    "q7": _q7,
}
