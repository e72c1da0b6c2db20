"""The rows of a cell's lists: every task of everyone, and who has not handed in what."""

from studycompanion.domain.review import Stage
from studycompanion.messages import word
from studycompanion.services.paper_people import Person, Row, TopicPapers

_OPEN = (None, Stage.WRITING)


def plan_rows(source: TopicPapers, people: list[Person]) -> tuple[Row, ...]:
    """A row for each task; who has none is named with that."""
    rows: list[Row] = []
    for person in people:
        own = {"full_name": person.member.full_name, **_facts(person)}
        tasks = source.results(person) or ({"progress": word("paper_words", "no_plan")},)
        rows += [{**task, **own} for task in tasks]
    return tuple({**row, "number": str(n)} for n, row in enumerate(rows, 1))


def not_handed_in(people: list[Person]) -> tuple[Row, ...]:
    """A row for each person who has not handed in everything, and what is missing."""
    found = ((person, missing_papers(person)) for person in people)
    return tuple(
        {
            "number": str(n),
            "full_name": person.member.full_name,
            **_facts(person),
            "missing": ", ".join(missing),
        }
        for n, (person, missing) in enumerate(((p, m) for p, m in found if m), 1)
    )


def missing_papers(person: Person) -> list[str]:
    """The papers that a person has not handed in, in words; a paper on paper counts."""
    line, missing = person.line, []
    if line.review_stage in _OPEN:
        missing.append(word("paper_words", "review"))
    if not line.items:
        missing.append(word("paper_words", "plan"))
    if line.form_state is None or not line.form_state.is_signed:
        missing.append(word("paper_words", "commitment"))
    return missing


def _facts(person: Person) -> dict[str, str]:
    post = ", ".join(filter(None, (person.post, person.member.workplace)))
    return {"birth": person.birth.rpartition("/")[2], "post": post}
