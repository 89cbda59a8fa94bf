"""What the house rules take: all voting rights of a large body, and thousands of random rules and histories."""

import datetime as dt
import os
import random
import time

from benchmarks import rig
from quartier.conferences.governance import asking, voting
from quartier.conferences.governance.facts import Facts, Meeting, Person, Presence
from quartier.conferences.governance.house import House
from quartier.conferences.governance.statutes import FORMAT, Ground, Lapse, Statutes

PEOPLE, MEETINGS = 500, 60
RANDOM = int(os.environ.get("BENCH_HOUSES", "10000"))
GOAL = 50  # ms for all voting rights with their reasons, the index included


def main() -> None:
    """Measure and print."""
    rules, facts = _large()
    last = facts.meetings[-1].id

    def rights() -> None:
        answers = voting.voters(House(rules, facts), last)
        if len(answers) != PEOPLE or not all(answer.reasons for answer in answers.values()):
            raise RuntimeError("somebody has no answer, or an answer has no reason")

    rig.figure("governance.rights.cpu", rig.cpu({"rights": rights}, times=3)["rights"], "ms CPU", GOAL)
    rig.say(f"Asking {RANDOM} random bodies everything")
    _anything()


def _large() -> tuple[Statutes, Facts]:
    chance = random.Random(7)
    ground = Ground("presences", "§ 3.2", presences=3, months=6, lapse=Lapse("§ 3.3", months=6))
    people = tuple(Person(f"p{number}", f"Person {number}") for number in range(PEOPLE))
    eager = {person.id: chance.random() for person in people}
    meetings = tuple(
        Meeting(
            id=f"m{number}",
            date=dt.date(2021, 1, 9) + dt.timedelta(days=30 * number),
            present=tuple(Presence(each) for each in eager if number == MEETINGS - 1 or chance.random() < eager[each]),
            excused=tuple(each for each in eager if chance.random() < 0.05),
        )
        for number in range(MEETINGS)
    )
    return Statutes(FORMAT, "Stadtteilrat", votes=(ground,)), Facts(
        "quartier-facts/1", people=people, meetings=meetings
    )


def _anything() -> None:
    from tests.conferences.governance.chance import random_facts, random_statutes

    unexplained = asked = 0
    began = time.process_time()
    for seed in range(RANDOM):
        chance = random.Random(seed)
        rules = random_statutes(chance)
        house = House(rules, random_facts(chance, rules))
        for question in [*house.facts.questions, *asking.everything(house)]:
            for answer in asking.ask(house, question):
                asked += 1
                unexplained += not answer.reasons
    rig.say(f"{asked} answers")
    rig.figure("governance.random.unexplained", unexplained, "answers", 0)
    rig.figure("governance.random.cpu", (time.process_time() - began) * 1000 / RANDOM, "ms CPU per body")


if __name__ == "__main__":
    main()
