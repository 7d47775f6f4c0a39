"""The terms of office agree with published lists that were read for this, and with the law.

Each list gives first days, as its source prints them.
Where the table marks a day as doubtful (`~`), a list may be some days off; where a source has a
slip or counts otherwise, that is said.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any, Final

import pytest

from test_world import as_of, holders, parts, term

PRINTED: Final = {
    # Wikipedia, List of prime ministers of the United Kingdom, to 2019.
    "Prime Minister of the United Kingdom": """
        1940-05-10 Churchill
        1945-07-26 Attlee
        1951-10-26 Churchill
        1955-04-06 Eden
        1957-01-10 Macmillan
        1963-10-19 Douglas-Home
        1964-10-16 Wilson
        1970-06-19 Heath
        1974-03-04 Wilson
        1976-04-05 Callaghan
        1979-05-04 Thatcher
        1990-11-28 Major
        1997-05-02 Blair
        2007-06-27 Brown
        2010-05-11 Cameron
        2016-07-13 May
        2019-07-24 Johnson
    """,
    # lorand.org, Faits historiques de France: Présidents de France.
    "President of France": """
        1947-01-16 Auriol
        1954-01-16 Coty
        1959-01-08 de Gaulle
        1969-06-20 Pompidou
        1974-05-27 Giscard d'Estaing
        1981-05-21 Mitterrand
        1995-05-17 Chirac
        2007-05-16 Sarkozy
        2012-05-15 Hollande
        2017-05-14 Macron
    """,
    # Powerbase, List of French heads of government since 1946, to 1958; Archontology.org, France:
    # Heads of Government: 1959-2023, from then on.
    "Prime Minister of France": """
        1946-12-18 Blum
        1947-01-22 Ramadier
        1947-11-24 Schuman
        1948-07-26 Marie
        1948-09-05 Schuman
        1948-09-11 Queuille
        1949-10-28 Bidault
        1950-07-02 Queuille
        1950-07-12 Pleven
        1951-03-10 Queuille
        1951-08-11 Pleven
        1952-01-20 Faure
        1952-03-08 Pinay
        1953-01-08 Mayer
        1953-06-27 Laniel
        1954-06-18 Mendès France
        1955-03-23 Faure
        1956-01-31 Mollet
        1957-06-12 Bourgès-Maunoury
        1957-11-06 Gaillard
        1958-05-13 Pflimlin
        1958-06-01 de Gaulle
        1959-01-08 Debré
        1962-04-14 Pompidou
        1968-07-10 Couve de Murville
        1969-06-20 Chaban-Delmas
        1972-07-05 Messmer
        1974-05-27 Chirac
        1976-08-25 Barre
        1981-05-21 Mauroy
        1984-07-17 Fabius
        1986-03-20 Chirac
        1988-05-10 Rocard
        1991-05-15 Cresson
        1992-04-02 Bérégovoy
        1993-03-29 Balladur
        1995-05-17 Juppé
        1997-06-02 Jospin
        2002-06-06 Raffarin
        2005-05-31 Villepin
        2007-05-17 Fillon
        2012-05-15 Ayrault
        2014-03-31 Valls
        2016-12-06 Cazeneuve
        2017-05-15 Philippe
        2020-07-03 Castex
        2022-05-16 Borne
    """,
    # Bandiere, U.R.S.S.: presidents and prime ministers by date.
    "Chairman of the Presidium of the Supreme Soviet of the Soviet Union": """
        1946-03-19 Shvernik
        1953-03-15 Voroshilov
        1960-05-07 Brezhnev
        1964-07-15 Mikoyan
        1965-12-09 Podgorny
        1977-06-16 Brezhnev
        1982-11-10 Kuznetsov
        1983-06-16 Andropov
        1984-02-12 Chernenko
        1985-03-10 Kuznetsov
        1985-07-02 Gromyko
        1988-10-01 Gorbachev
    """,
    "Premier of the Soviet Union": """
        1941-05-06 Stalin
        1953-03-15 Malenkov
        1955-02-08 Bulganin
        1958-03-27 Khrushchev
        1964-10-15 Kosygin
        1980-10-23 Tikhonov
        1985-09-27 Ryzhkov
        1991-01-14 Pavlov
        1991-08-24 Silayev
    """,
    # Archontology.org, People's Republic of China: Heads of State: 1949-2024; Exploring Chinese
    # History, Government Leaders, from 1983 on.
    "Chairman of the Central People's Government of the People's Republic of China": """
        1949-10-01 Mao
    """,
    "President of the People's Republic of China": """
        1954-09-27 Mao
        1959-04-27 Liu
        1968-10-31 Dong
        1968-10-31 Song
        1983-06-18 Li Xiannian
        1988-04-08 Yang
        1993-03-27 Jiang
        2003-03-15 Hu
        2012-11-15 Xi
    """,
    # Archontology.org, People's Republic of China: Heads of Government: 1949-2024; ChinaKnowledge.de,
    # People's Republic of China: Political Leadership, from 1987 on.
    "Premier of the People's Republic of China": """
        1949-10-01 Zhou
        1976-02-02 Hua
        1980-09-10 Zhao
        1987-11-24 Li Peng
        1998-03-17 Zhu
        2003-03-16 Wen
        2013-03-15 Li Keqiang
    """,
    # Archontology.org, Republic of China: Heads of State (Nanjing, Chongqing): 1927-1948.
    "President of the National Government of the Republic of China": """
        1943-10-10 Chiang Kai-shek
    """,
    # Encyclopedia of the Nations, The Secretaries General, to 1997; United Nations Archives.
    "Secretary-General of the United Nations": """
        1946-02-01 Lie
        1953-04-10 Hammarskjöld
        1961-11-03 Thant
        1972-01-01 Waldheim
        1982-01-01 Pérez de Cuéllar
        1992-01-01 Boutros-Ghali
        1997-01-01 Annan
        2007-01-01 Ban
        2017-01-01 Guterres
    """,
}  # fmt: skip

OTHERWISE: Final = {
    ("Prime Minister of France", "1946-12-18"): "the day he was presented, not elected",
    ("Prime Minister of France", "1955-03-23"): "a slip for February; he was invested on the 23rd",
    ("Prime Minister of France", "2002-06-06"): "a slip for May; the list ends the term before so",
    ("Chairman of the Presidium of the Supreme Soviet of the Soviet Union", "1984-02-12"):
        "the day after he was chosen as head of the party; the office stood open until April",
    ("Premier of the Soviet Union", "1953-03-15"): "the day of his election, after that of his naming",
    ("President of the People's Republic of China", "2012-11-15"):
        "the day he became head of the party; elected on 14 March 2013",
}  # fmt: skip
"""Days that differ by more than doubt, and why the table does not follow."""

UNCOUNTED: Final = {
    "world-fr-alain-poher": "interim",
    "world-fr-alain-poher-2": "interim",
    "world-su-vasily-kuznetsov-2": "acting",
    "world-un-gladwyn-jebb": "acting",
}
"""Terms that these lists leave out."""

DOUBT: Final = dt.timedelta(days=3)


def printed(post: str) -> list[tuple[dt.date, str]]:
    lines = (line.split(maxsplit=1) for line in PRINTED[post].strip().splitlines())
    return [(dt.date.fromisoformat(day), name) for day, name in lines]


def listed(post: str) -> list[dict[str, Any]]:
    """As many holders of the table as the published list has, from its first day on."""
    days = [day for day, _ in printed(post)]
    found = [one for one in holders()[post] if one["id"] not in UNCOUNTED]
    return [one for one in found if term(one)[1] > min(days)][: len(days)]


@pytest.mark.parametrize("post", PRINTED)
def test_holders_are_those_of_a_published_list(post: str) -> None:
    people = parts("entities")
    table = [people[one["person"]]["name"] for one in listed(post)]
    names = [name for _, name in printed(post)]
    assert len(table) == len(names)
    for here, there in zip(table, names, strict=True):
        assert there in here, (here, there)


@pytest.mark.parametrize("post", PRINTED)
def test_first_days_are_those_of_a_published_list(post: str) -> None:
    for one, (day, name) in zip(listed(post), printed(post), strict=True):
        first = term(one)[0]
        doubtful = one["when"].split("/")[0].endswith("~")
        off = abs(first - day)
        if (post, day.isoformat()) in OTHERWISE:
            assert off > (DOUBT if doubtful else dt.timedelta()), f"{name}: the reason is idle"
        else:
            assert off <= (DOUBT if doubtful else dt.timedelta()), (name, first, day)


def test_every_exception_is_of_a_day_that_is_printed() -> None:
    days = {(post, day.isoformat()) for post in PRINTED for day, _ in printed(post)}
    assert set(OTHERWISE) <= days
    assert set(UNCOUNTED) <= {one["id"] for post in PRINTED for one in holders()[post]}


# --- what the law of an office says --------------------------------------------------------------


def test_presidents_of_the_united_states_begin_on_inauguration_day_or_at_once() -> None:
    """Amendment XX: at noon on 20 January after an election; a vice president at once."""
    terms = holders()["President of the United States"]
    for before, after in itertools.pairwise(terms):
        first = term(after)[0]
        assert first == term(before)[1]
        if (first.month, first.day) != (1, 20) or first.year % 4 != 1:
            assert before["id"] in {
                "world-us-franklin-d-roosevelt",
                "world-us-john-f-kennedy",
                "world-us-richard-nixon",
            }
    people = parts("entities")
    for died in ("world-franklin-d-roosevelt", "world-john-f-kennedy"):
        (last,) = (one for one in terms if one["person"] == died)
        assert term(last)[1].isoformat() == people[died]["end"]


def test_a_monarch_reigns_from_the_death_of_the_one_before() -> None:
    people = parts("entities")
    for before, after in itertools.pairwise(holders()["Monarch of the United Kingdom"]):
        assert (
            people[before["person"]]["end"]
            == term(after)[0].isoformat()
            == term(before)[1].isoformat()
        )


def test_secretaries_general_serve_whole_terms_of_five_years_since_1972() -> None:
    for one in holders()["Secretary-General of the United Nations"]:
        first, last = term(one)
        if first.year >= 1972:
            assert (first.month, first.day) == (1, 1)
            years = (last if last < dt.date.max else as_of()).year + 1 - first.year
            assert last == dt.date.max or ((last.month, last.day) == (12, 31) and years in (5, 10))


def test_presidents_of_france_since_2002_serve_five_years_to_the_week() -> None:
    """Loi constitutionnelle n° 2000-964: elected for five years, once again at most."""
    terms = [one for one in holders()["President of France"] if term(one)[0].year >= 2007]
    assert len(terms) >= 3
    for before, after in itertools.pairwise(terms):
        years = (term(after)[0] - term(before)[0]).days / 365.2425
        assert min(abs(years - 5), abs(years - 10)) < 0.02


def test_presidents_of_russia_and_of_taiwan_take_office_on_their_day() -> None:
    for post, month, day, first in (
        ("President of Russia", 5, 7, 2008),
        ("President of the Republic of China", 5, 20, 1996),
    ):
        for one in holders()[post]:
            if term(one)[0].year >= first:
                assert (term(one)[0].month, term(one)[0].day) == (month, day), one["id"]
