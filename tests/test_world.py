"""The world dossiers hold together, and the country table agrees with an independent package.

The files are read here as plain text trees, with no knowledge of how ijmfacts reads them.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pycountry
import pytest
import yaml

from ijmfacts.world import FILES, paths

Record = dict[str, Any]

KEYS = {
    "sources": {
        "type", "title", "container-title", "collection-title", "publisher", "issued", "volume",
        "page", "URL", "note",
    },
    "entities": {
        "name", "type", "aliases", "demonyms", "codes", "in", "of", "level", "begin", "end",
        "sources", "note",
    },
    "types": {"is a", "organ", "abroad", "excludes", "level", "anonymous", "sources"},
    "events": {"is a", "force", "begins", "ends", "before", "once", "lifeless", "numbered", "sources"},
    "posts": {
        "aliases", "one holder", "alongside", "excludes", "terms known", "since", "until", "sources",
    },
    "relations": {"single valued", "inverse", "located", "member", "timeless", "sources"},
    "properties": {"signed", "sources"},
    "units": {"of", "size", "least", "most", "sources", "note"},
    "observances": {"name", "aliases", "date", "since", "sources"},
    "claims": {"id", "kind", "person", "post", "organization", "when", "sources", "note"},
}  # fmt: skip
"""The fields that each part may use; a subset of what its records have."""

FLAGS = {
    "organ", "anonymous", "force", "once", "lifeless", "numbered", "one holder", "alongside",
    "terms known", "single valued", "located", "member", "timeless",
}  # fmt: skip


@functools.cache
def trees() -> dict[str, Record]:
    """Every file by name, all scalars as text."""
    return {
        path.name: yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        for path in paths()
    }


def parts(name: str) -> dict[str, Record]:
    """All records of one part (`entities`, `types` …), by id or name."""
    found: dict[str, Record] = {}
    for tree in trees().values():
        place = (
            tree if name in ("sources", "entities", "observances") else tree.get("vocabulary", {})
        )
        found |= place.get(name, {})
    return found


def claims() -> list[Record]:
    return [claim for tree in trees().values() for claim in tree.get("claims", ())]


def records() -> Iterator[tuple[str, str, Record]]:
    """Every record but the sources: its part, its id or name, its fields."""
    for part in KEYS:
        if part == "claims":
            yield from (("claims", claim["id"], claim) for claim in claims())
        elif part != "sources":
            yield from ((part, key, record) for key, record in parts(part).items())


def names(record: Record) -> list[str]:
    return [record["name"], *record.get("aliases", ())]


def shared(words: list[tuple[str, str]]) -> dict[str, set[str]]:
    """Words, whatever their case, that belong to more than one owner."""
    owners: dict[str, set[str]] = {}
    for owner, word in words:
        owners.setdefault(word.casefold(), set()).add(owner)
    return {word: of for word, of in owners.items() if len(of) > 1}


# The files.


def test_paths_are_the_files_in_their_order() -> None:
    assert tuple(path.name for path in paths()) == FILES
    assert all(path.is_file() for path in paths())


@pytest.mark.parametrize("path", paths(), ids=FILES)
def test_a_file_is_small_and_says_nothing_twice(path: Any) -> None:
    """At most 120 kB; no key of a mapping stands twice; no anchor, alias or tag."""
    text = path.read_text("utf-8")
    assert len(text.encode()) < 120_000
    assert "\t" not in text

    def walk(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert [key for key, count in Counter(keys).items() if count > 1] == []
            for _, value in node.value:
                walk(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                walk(value)

    root = yaml.compose(text, Loader=yaml.BaseLoader)
    assert root is not None
    walk(root)
    plain = (yaml.AliasEvent, yaml.DocumentStartEvent)
    events = [
        event for event in yaml.parse(text, Loader=yaml.BaseLoader) if isinstance(event, plain)
    ]
    assert [type(event) for event in events] == [yaml.DocumentStartEvent]


def test_one_record_stands_on_one_line() -> None:
    for path, tree in zip(paths(), trees().values(), strict=True):
        lines = [line for line in path.read_text("utf-8").splitlines() if "{" in line]
        vocabulary = tree.get("vocabulary", {})
        count = sum(map(len, vocabulary.values())) + sum(
            len(tree.get(part, ())) for part in ("sources", "entities", "observances", "claims")
        )
        assert len(lines) == count


def test_records_have_only_their_fields_and_flags_are_true() -> None:
    for part, key, record in records():
        assert set(record) <= KEYS[part], (part, key)
        assert {record[flag] for flag in FLAGS & set(record)} <= {"true"}, (part, key)
    for key, record in parts("sources").items():
        assert set(record) <= KEYS["sources"], key


def test_every_id_begins_with_world_and_is_declared_once() -> None:
    """`world-` is kept for these files, so that no id here meets one of a user's dossier."""
    ids = [
        key
        for tree in trees().values()
        for part in ("sources", "entities", "observances")
        for key in tree.get(part, ())
    ] + [claim["id"] for claim in claims()]
    assert [key for key in ids if not re.fullmatch(r"world(-[a-z0-9]+)+", key)] == []
    assert [key for key, count in Counter(ids).items() if count > 1] == []


def test_every_vocabulary_word_is_declared_once() -> None:
    for part in ("types", "events", "posts", "relations", "properties", "units"):
        words = [
            word for tree in trees().values() for word in tree.get("vocabulary", {}).get(part, ())
        ]
        assert len(words) == len(set(words))


def test_every_record_states_its_source_and_every_source_is_cited() -> None:
    cited = set()
    for part, key, record in records():
        assert record.get("sources"), (part, key)
        cited |= set(record["sources"])
    assert cited == set(parts("sources"))
    assert [key for key, source in parts("sources").items() if not source.get("title")] == []


def test_references_lead_to_entities() -> None:
    entities = parts("entities")
    for key, entity in entities.items():
        assert {entity[field] for field in ("in", "of") if field in entity} <= set(entities), key
    for claim in claims():
        assert {claim["person"], claim["organization"]} <= set(entities), claim["id"]


def test_no_name_or_alias_is_shared() -> None:
    entities = parts("entities")
    assert shared([(key, name) for key, e in entities.items() for name in names(e)]) == {}
    days = parts("observances")
    assert shared([(key, name) for key, e in days.items() for name in names(e)]) == {}
    posts = parts("posts")
    words = [(key, word) for key, e in posts.items() for word in (key, *e.get("aliases", ()))]
    assert shared(words) == {}
    for record in (*entities.values(), *days.values()):
        assert len(names(record)) == len(set(names(record))), record["name"]


def test_no_name_is_the_code_or_the_demonym_of_another() -> None:
    entities = parts("entities")
    owner = {name: key for key, entity in entities.items() for name in names(entity)}
    for key, entity in entities.items():
        for word in (*entity.get("codes", ()), *entity.get("demonyms", ())):
            assert owner.get(word, key) == key, word


# Countries.


def countries() -> dict[str, Record]:
    """Countries and territories by their alpha-2 code."""
    return {
        entity["codes"][0]: entity
        for entity in parts("entities").values()
        if entity["type"] in ("country", "territory")
    }


def test_codes_are_those_of_pycountry_and_kosovo() -> None:
    here = {tuple(entity["codes"]) for entity in countries().values()}
    there = {(each.alpha_2, each.alpha_3, each.numeric) for each in pycountry.countries}
    assert here == there | {("XK", "XKX")}


def test_an_id_is_the_alpha_2_code() -> None:
    for key, entity in parts("entities").items():
        if entity["type"] in ("country", "territory"):
            assert key == f"world-{entity['codes'][0].lower()}"


NOT_NAMES = {
    "Congo": "two countries bear it",
    "Taiwan, Province of China": "what it says is in dispute",
}


def natural(name: str) -> str:
    """`Korea, Republic of` as it is spoken: `Republic of Korea`."""
    spoken = re.sub(r"^(.+), (.+ of(?: the)?|U\.S\.|British)$", r"\2 \1", name)
    return re.sub(r"^[Tt]he ", "", spoken)


def test_every_name_of_pycountry_is_a_name_here() -> None:
    """Short, common and official names, each for the right country."""
    table = countries()
    for each in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            name = getattr(each, field, None)
            if name and name not in NOT_NAMES:
                assert {name, natural(name)} & set(names(table[each.alpha_2])), name


def test_no_name_of_pycountry_is_here_for_another_country() -> None:
    there = {natural(each.name): each.alpha_2 for each in pycountry.countries}
    for code, entity in countries().items():
        assert {there.get(name, code) for name in names(entity)} == {code}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Burma", "MM"),
        ("Ivory Coast", "CI"),
        ("Turkey", "TR"),
        ("Swaziland", "SZ"),
        ("Zaire", "CD"),
        ("Ceylon", "LK"),
        ("Siam", "TH"),
        ("East Timor", "TL"),
        ("UK", "GB"),
        ("U.S.", "US"),
        ("United States of America", "US"),
        ("Holy See", "VA"),
    ],
)
def test_former_and_short_names_are_known(name: str, code: str) -> None:
    assert [key for key, entity in countries().items() if name in names(entity)] == [code]


@pytest.mark.parametrize(
    "name", ["Congo", "Korea", "America", "Virgin Islands", "Samoan", "England"]
)
def test_an_ambiguous_name_is_no_country(name: str) -> None:
    assert [key for key, entity in countries().items() if name in names(entity)] == []


@pytest.mark.parametrize(
    ("demonym", "codes"),
    [
        ("Thai", ["TH"]),
        ("Cambodian", ["KH"]),
        ("Kenyan", ["KE"]),
        ("Ghanaian", ["GH"]),
        ("British", ["GB"]),
        ("Filipino", ["PH"]),
        ("Philippine", ["PH"]),
        ("Dutch", ["NL"]),
        ("Nigerian", ["NG"]),
        ("Nigerien", ["NE"]),
        ("Burmese", ["MM"]),
        ("Congolese", ["CD", "CG"]),
        ("Dominican", ["DM", "DO"]),
        ("Korean", ["KP", "KR"]),
    ],
)
def test_demonyms_name_their_countries(demonym: str, codes: list[str]) -> None:
    found = [key for key, entity in countries().items() if demonym in entity.get("demonyms", ())]
    assert sorted(found) == codes


def test_only_these_demonyms_are_shared() -> None:
    table = countries().items()
    words = [(key, word) for key, entity in table for word in entity.get("demonyms", ())]
    assert set(shared(words)) == {
        "congolese", "dominican", "korean", "channel islander", "virgin islander",
    }  # fmt: skip


def test_every_country_has_a_demonym() -> None:
    """But for Vatican City, whose adjective is its name."""
    without = [
        key for key, e in countries().items() if e["type"] == "country" and "demonyms" not in e
    ]
    assert without == ["VA"]


def test_a_territory_belongs_to_a_country_or_to_nobody() -> None:
    """Nobody's: Antarctica, and Western Sahara, which is in dispute."""
    entities = parts("entities")
    for code, entity in countries().items():
        if entity["type"] == "country":
            assert "of" not in entity, code
        elif code in ("AQ", "EH"):
            assert "of" not in entity
        else:
            assert entities[entity["of"]]["type"] == "country", code


def test_what_is_contested_excludes_no_country() -> None:
    contested = {key for key, entity in countries().items() if entity.get("level") == "contested"}
    assert contested == {"EH", "PS", "TW", "XK"}


def chain(key: str) -> list[str]:
    """The places that a place lies in, from the nearest to the widest."""
    entities = parts("entities")
    found: list[str] = []
    while "in" in entities[key]:
        key = entities[key]["in"]
        assert key not in found, found
        found.append(key)
    return found


def test_every_place_lies_in_the_world() -> None:
    for key, entity in parts("entities").items():
        if entity["type"] in ("country", "territory", "constituent country"):
            assert chain(key)[-1] == "world-earth"
            assert len(chain(key)) >= 2 or key == "world-aq"


@pytest.mark.parametrize(
    ("code", "region", "continent"),
    [
        ("th", "south-eastern-asia", "asia"),
        ("in", "southern-asia", "asia"),
        ("ke", "eastern-africa", "africa"),
        ("zm", "eastern-africa", "africa"),
        ("cm", "middle-africa", "africa"),
        ("gh", "western-africa", "africa"),
        ("eg", "northern-africa", "africa"),
        ("gt", "central-america", "americas"),
        ("bo", "south-america", "americas"),
        ("do", "caribbean", "americas"),
        ("us", "northern-america", "americas"),
        ("ro", "eastern-europe", "europe"),
        ("gb", "northern-europe", "europe"),
        ("cy", "western-asia", "asia"),
        ("nr", "micronesian-region", "oceania"),
    ],
)
def test_regions_are_those_of_m49(code: str, region: str, continent: str) -> None:
    path = chain(f"world-{code}")
    assert path[0] == f"world-{region}"
    assert f"world-{continent}" in path


def test_the_sizes_of_the_regions_are_those_of_m49() -> None:
    """With Taiwan in Eastern Asia and Kosovo in Southern Europe, which M49 does not list."""
    sizes = Counter(chain(f"world-{key.lower()}")[0] for key in countries())
    assert sizes == {
        "world-earth": 1,
        "world-northern-africa": 7,
        "world-eastern-africa": 22,
        "world-middle-africa": 9,
        "world-southern-africa": 5,
        "world-western-africa": 17,
        "world-caribbean": 28,
        "world-central-america": 8,
        "world-south-america": 16,
        "world-northern-america": 5,
        "world-central-asia": 5,
        "world-eastern-asia": 8,
        "world-south-eastern-asia": 11,
        "world-southern-asia": 9,
        "world-western-asia": 18,
        "world-eastern-europe": 10,
        "world-northern-europe": 16,
        "world-southern-europe": 17,
        "world-western-europe": 9,
        "world-australia-and-new-zealand": 6,
        "world-melanesia": 5,
        "world-micronesian-region": 8,
        "world-polynesia": 10,
    }


# Vocabulary.


def wider(part: str, word: str) -> list[str]:
    """The word and all its wider ones."""
    table, found = parts(part), [word]
    while "is a" in table[found[-1]]:
        found.append(table[found[-1]]["is a"])
        assert len(found) == len(set(found)), found
    return found


def test_words_of_the_vocabulary_exist() -> None:
    types, events, posts = parts("types"), parts("events"), parts("posts")
    for word, kind in types.items():
        assert wider("types", word)
        assert set(kind.get("excludes", ())) <= set(types), word
        assert kind.get("abroad", "never") in ("never", "by consent", "usual"), word
    for word, event in events.items():
        assert wider("events", word)
        assert set(event.get("before", ())) <= set(events), word
        assert {event.get(field, "by") for field in ("begins", "ends")} <= {"by", "to"}, word
    for word, post in posts.items():
        assert set(post.get("excludes", ())) <= set(posts), word
    for key, entity in parts("entities").items():
        assert entity["type"] in types, key


def test_an_inverse_points_back() -> None:
    relations = parts("relations")
    for word, relation in relations.items():
        if "inverse" in relation:
            assert relations[relation["inverse"]]["inverse"] == word


def test_no_type_excludes_itself_or_a_wider_one() -> None:
    """Also not by what its wider types exclude: else nothing could be of it."""
    types = parts("types")
    for word in types:
        line = wider("types", word)
        excluded = {other for each in line for other in types[each].get("excludes", ())}
        assert excluded & set(line) == set(), word


def test_what_is_one_thing_in_the_world_is_not_excluded() -> None:
    """Singapore is a city and a country, Australia a continent and a country."""
    types = parts("types")

    def excludes(one: str, other: str) -> bool:
        return any(
            b in types[a].get("excludes", ()) or a in types[b].get("excludes", ())
            for a, b in itertools.product(wider("types", one), wider("types", other))
        )

    for pair in (
        ("city", "country"),
        ("continent", "country"),
        ("island", "country"),
        ("territory", "country"),
        ("school", "building"),
        ("church", "building"),
        ("newspaper", "company"),
        ("country", "government"),
        ("ngo", "charity"),
    ):
        assert not excludes(*pair), pair
    for pair in (
        ("person", "police"),
        ("country", "person"),
        ("country", "lake"),
        ("village", "country"),
        ("book", "city"),
        ("lake", "river"),
        ("anonymous person", "ngo"),
    ):
        assert excludes(*pair), pair


def test_organs_say_what_they_may_do_abroad() -> None:
    organs = {word: kind["abroad"] for word, kind in parts("types").items() if "organ" in kind}
    assert {word for word, abroad in organs.items() if abroad == "never"} == {
        "police", "police department", "police unit", "sheriff", "gendarmerie", "court",
        "prosecutor", "prison",
    }  # fmt: skip
    assert {word for word, abroad in organs.items() if abroad == "by consent"} == {
        "border guard", "coast guard", "customs", "immigration",
    }  # fmt: skip
    assert {"army", "navy", "air force", "intelligence service"} <= {
        word for word, abroad in organs.items() if abroad == "usual"
    }
    assert [
        word for word, kind in parts("types").items() if "abroad" in kind and word not in organs
    ] == []


def test_a_narrower_organ_says_what_its_wider_one_says() -> None:
    types = parts("types")
    for word, kind in types.items():
        above = types.get(kind.get("is a", ""), {})
        if "organ" in above:
            assert (kind["organ"], kind["abroad"]) == (above["organ"], above["abroad"]), word


def test_force_is_what_organs_do_to_bodies_and_things() -> None:
    events = parts("events")
    force = {word for word, event in events.items() if "force" in event}
    assert {
        "raid", "arrest", "detention", "deportation", "imprisonment", "execution", "search",
        "seizure",
    } <= force  # fmt: skip
    assert not {"rescue", "visit", "investigation", "conviction", "interview", "training"} & force
    assert {"rescue", "visit", "investigation", "conviction", "interview"} <= set(events)


def test_the_orders_of_events_have_no_circle() -> None:
    events = parts("events")
    left = {word: set(event.get("before", ())) for word, event in events.items()}
    while left:
        last = {word for word, later in left.items() if not later & set(left)}
        assert last, sorted(left)
        left = {word: later for word, later in left.items() if word not in last}


def test_life_cycles() -> None:
    events = parts("events")
    assert (events["birth"]["begins"], events["death"]["ends"]) == ("by", "by")
    assert (events["founding"]["begins"], events["dissolution"]["ends"]) == ("to", "to")
    assert events["murder"]["ends"] == "to"
    assert "death" in events["birth"]["before"]
    assert "dissolution" in events["founding"]["before"]
    assert {"ship launch", "commissioning"} <= set(events["keel laying"]["before"])
    assert "commissioning" in events["ship launch"]["before"]
    assert [word for word in events if "numbered" in events[word]] == ["edition"]
    assert all("lifeless" in events[word] for word in ("award", "burial", "publication"))


def test_one_holder_and_alongside() -> None:
    posts = parts("posts")
    assert all("one holder" in posts[word] for word in ("CEO", "CFO", "prime minister"))
    assert not any("one holder" in posts[w] for w in ("vice president", "director", "board member"))
    assert all("alongside" in posts[word] for word in ("lawyer", "board member", "professor"))


# Observances.


def test_observances_fall_on_days_that_exist() -> None:
    days = parts("observances")
    assert len(days) >= 100
    for key, day in days.items():
        match = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", day["date"])
        assert match, key
        dt.date(2024, int(match[1]), int(match[2]))
        assert re.fullmatch(r"1[67]\d\d|1[89]\d\d|20[012]\d", day.get("since", "2000")), key


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("International Women's Day", "03-08"),
        ("Earth Day", "04-22"),
        ("World Press Freedom Day", "05-03"),
        ("World Day Against Child Labour", "06-12"),
        ("World Refugee Day", "06-20"),
        ("World Day against Trafficking in Persons", "07-30"),
        ("International Day of the Girl Child", "10-11"),
        ("International Day for the Elimination of Violence against Women", "11-25"),
        ("World AIDS Day", "12-01"),
        ("International Day for the Abolition of Slavery", "12-02"),
        ("Human Rights Day", "12-10"),
        ("International Migrants Day", "12-18"),
    ],
)
def test_well_known_days(name: str, date: str) -> None:
    found = [day["date"] for day in parts("observances").values() if name in names(day)]
    assert found == [f"XXXX-{date}"]


# Terms of office.

GAPS = {
    "world-us-state-james-f-byrnes": "Joseph Grew acted",
    "world-us-state-henry-kissinger": "Kenneth Rush acted",
    "world-us-state-william-p-rogers": "sworn in two days after the inauguration",
    "world-us-state-cyrus-vance": "sworn in three days after the inauguration",
    "world-us-state-edmund-muskie": "Warren Christopher acted",
    "world-us-state-alexander-haig": "David Newsom acted",
    "world-us-state-george-shultz": "Walter Stoessel acted",
    "world-us-state-james-baker": "Michael Armacost acted",
    "world-us-state-madeleine-albright": "sworn in six days after her predecessor left",
    "world-us-state-rex-tillerson": "Thomas Shannon acted",
    "world-us-state-mike-pompeo": "John Sullivan acted",
    "world-us-state-antony-blinken": "Daniel Smith acted",
    "world-su-pm-ivan-silayev": "the cabinet was dismissed after the coup",
    "world-cn-li-xiannian": "the constitution of 1975 had abolished the post",
    "world-cn-pm-hua-guofeng": "nobody was named for four weeks after the death of Zhou Enlai",
    "world-un-u-thant": "the post stood empty after the death of Dag Hammarskjöld",
}
"""Terms that begin more than a day after the one before, and why."""


def term(claim: Record) -> tuple[dt.date, dt.date]:
    """First and last day; a term with no end yet lasts to the end of the calendar."""
    start, end = (each.removesuffix("~") for each in claim["when"].split("/"))
    last = dt.date.max if end == ".." else dt.date.fromisoformat(end)
    return dt.date.fromisoformat(start), last


def holders() -> dict[str, list[Record]]:
    """The claims of each post, in the order of time."""
    found: dict[str, list[Record]] = {}
    for claim in sorted(claims(), key=term):
        found.setdefault(claim["post"], []).append(claim)
    return found


def test_every_claim_is_a_role_with_its_days() -> None:
    for claim in claims():
        assert claim["kind"] == "role"
        start, end = term(claim)
        assert start < end, claim["id"]


def test_every_post_with_known_terms_has_holders_since_then() -> None:
    posts = {word: post for word, post in parts("posts").items() if "terms known" in post}
    assert set(posts) == set(holders())
    for word, post in posts.items():
        assert "one holder" in post
        assert term(holders()[word][0])[0] == dt.date.fromisoformat(post["since"]), word
        assert len({claim["organization"] for claim in holders()[word]}) == 1


TOGETHER = {("world-cn-dong-biwu", "world-cn-song-qingling")}
"""Two vice-chairmen who stood in together, as there was no chairman."""


def test_no_two_holders_overlap() -> None:
    """The day of a handover belongs to both."""
    assert {
        (one["id"], other["id"])
        for one, other in itertools.chain.from_iterable(map(itertools.pairwise, holders().values()))
        if term(one)[1] > term(other)[0]
    } == TOGETHER


def test_gaps_are_known_ones() -> None:
    gaps = {
        other["id"]
        for one, other in itertools.chain.from_iterable(map(itertools.pairwise, holders().values()))
        if term(other)[0] - term(one)[1] > dt.timedelta(days=1)
    }
    assert gaps == set(GAPS)


def test_holders_are_alive_and_grown_up() -> None:
    people = parts("entities")
    for claim in claims():
        person = people[claim["person"]]
        assert person["type"] == "person"
        start, end = term(claim)
        assert 18 <= start.year - int(person["begin"][:4]) <= 90, claim["id"]
        if "end" in person:
            assert end.isoformat()[: len(person["end"])] <= person["end"], claim["id"]


def test_every_person_holds_a_post() -> None:
    people = {key for key, entity in parts("entities").items() if entity["type"] == "person"}
    assert people == {claim["person"] for claim in claims()}


def test_posts_that_still_exist_have_a_holder_now() -> None:
    ended = {word for word, terms in holders().items() if not terms[-1]["when"].endswith("..")}
    assert ended == {
        "Chairman of the Provisional Government of the French Republic",
        "Chairman of the Presidium of the Supreme Soviet of the Soviet Union",
        "President of the Soviet Union",
        "Premier of the Soviet Union",
        "Chairman of the Central People's Government of the People's Republic of China",
        "President of the National Government of the Republic of China",
    }
    known = {word: post.get("until") for word, post in parts("posts").items() if word in holders()}
    assert {word for word, until in known.items() if until is None} == ended
    assert {until for until in known.values() if until} == {as_of().isoformat()}


def as_of() -> dt.date:
    """The day for which the table says that it is true."""
    head = next(path for path in paths() if path.name == "terms.yaml").read_text("utf-8")
    match = re.search(r"^# As of (\d+ \w+ \d{4}):", head, re.MULTILINE)
    assert match
    return dt.datetime.strptime(match[1], "%d %B %Y").date()  # noqa: DTZ007 - a day, no time


def test_no_term_begins_after_the_table_was_last_true() -> None:
    assert [claim["id"] for claim in claims() if term(claim)[0] > as_of()] == []
    assert [claim["id"] for claim in claims() if as_of() < term(claim)[1] < dt.date.max] == []


@pytest.mark.parametrize(
    ("post", "day", "person"),
    [
        ("President of the United States", "1945-05-08", "Harry S. Truman"),
        ("President of the United States", "1963-11-21", "John F. Kennedy"),
        ("President of the United States", "2012-09-25", "Barack Obama"),
        ("United States Secretary of State", "2004-01-01", "Colin Powell"),
        ("United States Secretary of State", "2012-06-19", "Hillary Clinton"),
        ("Prime Minister of the United Kingdom", "1982-04-02", "Margaret Thatcher"),
        ("Prime Minister of the United Kingdom", "2022-10-01", "Liz Truss"),
        ("Monarch of the United Kingdom", "2000-01-01", "Elizabeth II"),
        ("President of France", "1968-05-13", "Charles de Gaulle"),
        ("Prime Minister of France", "1968-05-13", "Georges Pompidou"),
        ("Premier of the Soviet Union", "1962-10-22", "Nikita Khrushchev"),
        ("President of the Soviet Union", "1991-08-19", "Mikhail Gorbachev"),
        ("President of Russia", "2010-01-01", "Dmitry Medvedev"),
        ("Prime Minister of Russia", "2010-01-01", "Vladimir Putin"),
        ("Premier of the People's Republic of China", "1972-02-21", "Zhou Enlai"),
        ("President of the People's Republic of China", "2008-08-08", "Hu Jintao"),
        ("President of the Republic of China", "1955-01-01", "Chiang Kai-shek"),
        ("Secretary-General of the United Nations", "2000-09-06", "Kofi Annan"),
    ],
)
def test_who_held_the_post_on_a_day(post: str, day: str, person: str) -> None:
    when = dt.date.fromisoformat(day)
    found = [
        parts("entities")[claim["person"]]["name"]
        for claim in holders()[post]
        if term(claim)[0] <= when <= term(claim)[1]
    ]
    assert found == [person]
