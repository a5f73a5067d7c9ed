"""Names of councils in running text and in questions."""

from __future__ import annotations

import pytest

from ingest.councils import council, councils, find_councils, find_councils_in_question


def _asked(question: str) -> list[str]:
    return [found.name for found, _ in find_councils_in_question(question)]


def _named(text: str) -> list[str]:
    return [found.name for found, _ in find_councils(text)]


def test_the_gazetteer_holds_every_authority_of_today_and_names_successors_of_the_others() -> None:
    """153 current authorities; each abolished one points to current or known names."""
    names = {one.name for one in councils()}
    assert sum(one.status == "current" for one in councils()) == 153
    assert len(names) == len(councils())
    for one in councils():
        assert (one.status == "abolished") == bool(one.successors)
        assert set(one.successors) <= names


@pytest.mark.parametrize("name", [one.name for one in councils()])
def test_every_council_is_found_by_each_of_its_names(name: str) -> None:
    """Short, full and every alias, in a sentence and in lower case in a question."""
    one = council(name)
    assert one is not None
    assert _named(f"This was said of {one.full_name} in 2019.") == [name]
    if name != "Westminster":  # in running text that is Parliament
        assert _named(f"This was said of {name} in 2019.") == [name]
    for printed in one.names:
        assert _asked(f"what must {printed.lower()} do?") == [name], printed
        assert _asked(f"grades for {printed}") == [name], printed


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what must slough's plans include?", ["Slough"]),
        ("what did sloughs board say", ["Slough"]),
        ("worcs, wilts and northants", ["Worcestershire", "Wiltshire", "Northamptonshire"]),
        ("wiltshre or worcestshire?", ["Wiltshire", "Worcestershire"]),
        ("nottinghamshire vs Nottingham City", ["Nottinghamshire", "Nottingham"]),
        ("North Somerset, not somerset", ["North Somerset", "Somerset"]),
        ("north sommerset", ["North Somerset"]),
        ("isle of wite", ["Isle of Wight"]),
        ("Stoke On Trent", ["Stoke-on-Trent"]),
        ("Telford & Wrekin", ["Telford and Wrekin"]),
        ("st. helens and St Helen's", ["St Helens", "St Helens"]),
        ("kingston apon hull", ["Kingston upon Hull"]),
        ("towerhamlets", ["Tower Hamlets"]),
        ("birmingam", ["Birmingham"]),
        ("herfordshire", []),
        ("NE Lincs", ["North East Lincolnshire"]),
        ("is the LA of Worcester improving", ["Worcestershire"]),
        ("Worcester City Council", []),
        ("Greater Manchester", []),
        ("who is Mark Sutton?", []),
        ("what did Mr Poole say", []),
        ("judgement in reading", ["Reading"]),
        ("Reading 2019", ["Reading"]),
        ("reading's grade", ["Reading"]),
        ("what must bury do?", ["Bury"]),
        ("how does reading compare with slough", ["Reading", "Slough"]),
        ("improve reading in schools", []),
        ("progress in reading and writing", []),
        ("bury the hatchet", []),
        ("a local derby", []),
        ("what does the survey say of hovering midway", []),
        ("how many staffs there", []),
        ("", []),
        ("?!", []),
    ],
)
def test_a_question_names_the_council_that_a_person_would_read(
    question: str, expected: list[str]
) -> None:
    """Aliases, slips and possessives count; ordinary words and surnames do not."""
    assert _asked(question) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reading is a skill. She was reading.", []),
        ("In Reading, and in Bury.", ["Reading", "Bury"]),
        ("\nReading\n", ["Reading"]),
        ("Store Street, Manchester M1 2WD", []),
        ("They met in Kent Road", []),
        ("Angela Kent and Cllr Poole", []),
        ("LONDON BOROUGH OF CAMDEN", ["Camden"]),
        ("Bath and North East\nSomerset", ["Bath and North East Somerset"]),
        ("KCC, not kcc", ["Kent"]),
        ("Ministers in Westminster decide.", []),
        ("Westminster City Council decides.", ["Westminster"]),
        ("Bournemouth, Christchurch and Poole Council", ["Bournemouth, Christchurch and Poole"]),
        (
            "Northamptonshire Children’s Trust",
            ["North Northamptonshire", "West Northamptonshire"],
        ),
        ("South Oxfordshire District Council", []),
    ],
)
def test_running_text_is_read_strictly(text: str, expected: list[str]) -> None:
    """Capitals, places and bodies are told from verbs, surnames and addresses."""
    assert _named(text) == expected


def test_the_span_covers_the_whole_name_without_its_possessive() -> None:
    """The words before and after that belong to the name are inside it."""
    text = "Under Slough Borough Council’s plan, the Royal Borough of Greenwich waits."
    cuts = [span.cut(text) for _, span in find_councils(text)]
    assert cuts == ["Slough Borough Council", "Royal Borough of Greenwich"]
