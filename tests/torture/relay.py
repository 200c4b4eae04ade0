"""Coach, window and three guests at a relay write one log, while what is between them is killed.

    python -m tests.torture.relay --troubles 30             as it is
    python -m tests.torture.relay --troubles 3 --forgetful  the control: guests that bring nothing

The relay is two servers with a Redis between them; the hub is a process that calls the first, two
guests are at the second, behind a line with 150 ms there and back, one at the first. At the end
every token that somebody wrote is in the coach's text, none is there twice, and all read the same.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from mqi_tui.domain.roles import Admitted, Pass, RelaySettings
from mqi_tui.services.relay import RelayWay
from mqi_tui.share import admission, start
from mqi_tui.share.link import Link, here
from mqi_tui.share.replica import Replica
from tests.relay.stage import KEY, LOG, Guest, Relays, relays
from tests.share.wire import COACH, PASSES, WINDOW
from tests.torture import processes
from tests.ui.stage import wait_for
from tests.web.way import Way

DELAY = 0.075
"""Seconds each way."""
PACE = 0.02
"""Seconds between two tokens of one person."""
ALLOWED = 10.0
"""Seconds until all have one text again, at most."""
TROUBLES = ("server_a", "cut", "redis", "hub", "server_b", "everything")


@dataclass
class Score:
    """What the troubles did."""

    troubles: dict[str, int] = field(default_factory=dict)
    typed: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    apart: bool = False
    slowest: float = 0.0
    """Seconds, at most, until all read the same after a trouble was over."""

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.apart) and self.slowest <= ALLOWED

    def __str__(self) -> str:
        troubles = ", ".join(f"{what} {count}" for what, count in self.troubles.items())
        return (
            f"troubles: {troubles}; {self.typed} tokens typed; lost {self.lost[:5]}, doubled "
            f"{self.doubled[:5]}{', apart' if self.apart else ''}; together again after at most "
            f"{self.slowest:.1f} s"
        )


class Company:
    """All who write, and what is between them."""

    def __init__(self, there: Relays, *, forgetful: bool) -> None:
        self.there, self.is_forgetful, self.score = there, forgetful, Score()
        self.way = RelayWay(RelaySettings(there.url("a"), "okafor", KEY), LOG)
        self.line = Way(there.ports["b"], DELAY)
        self.passes: dict[str, Pass] = {}
        for name in ("Rivera", "Lindqvist", "Park"):
            token, at = self.way.made("guest")
            self.passes[token] = Pass("guest", name, at)
        self.port = start.hub(self.admitted, (), 0)
        self.coach = self._link(Replica("# Log\n\n", "r"), COACH)
        self.window = self._link(Replica(), WINDOW)
        self.guests = [self._guest(*one, number) for number, one in enumerate(self.passes.items())]
        self.tasks = [asyncio.create_task(link.run()) for link in (self.coach, self.window)]
        self.tokens: list[str] = []

    @property
    def admitted(self) -> Admitted:
        return Admitted({**PASSES, **self.passes}, (), self.way.relay)

    def _link(self, replica: Replica, token: str) -> Link:
        greet = (lambda: admission.message(self.admitted)) if token == COACH else None
        link = Link(replica, dict, lambda _, __: None, lambda: None, greet)
        link.go_to(here(self.port), token)
        return link

    def _guest(self, token: str, given: Pass, number: int) -> Guest:
        """Two come by the slow line to server B; the third to server A."""
        guest = Guest(self.there, token, given, "a")
        if number:
            guest.link.go_to(f"ws://127.0.0.1:{self.line.port}/log", token, given.at)
        if self.is_forgetful:
            taken = guest.replica.take
            guest.replica.take = lambda message: taken(message) and None  # type: ignore[method-assign]
        return guest

    @property
    def replicas(self) -> list[Replica]:
        return [self.coach.replica, self.window.replica, *(one.replica for one in self.guests)]

    async def write(self, seconds: float) -> None:
        """All at once, each at the end of what they read."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for number, replica in enumerate(self.replicas):
                self.tokens.append(f"<{number}.{len(self.tokens)}>")
                at = len(replica.text.encode())
                replica.replace(at, at, self.tokens[-1])
            await asyncio.sleep(PACE)

    # Troubles: what is gone is back afterwards

    async def _without(self, *names: str) -> None:
        self.there.kill(*names)
        await self.write(0.5)
        await asyncio.to_thread(self.there.start, *names)

    async def server_a(self) -> None:
        await self._without("a")

    async def server_b(self) -> None:
        await self._without("b")

    async def redis(self) -> None:
        await self._without("redis")

    async def cut(self) -> None:
        self.line.cut()

    async def hub(self) -> None:
        os.kill(processes.listener(self.port), signal.SIGKILL)
        await self.write(0.3)
        self.port = await asyncio.to_thread(start.hub, self.admitted, (), self.port)
        self.coach.go_to(here(self.port), COACH)
        self.window.go_to(here(self.port), WINDOW)

    async def everything(self) -> None:
        self.there.kill("redis", "a", "b")
        await self.hub()
        await asyncio.to_thread(self.there.start, "redis", "a", "b")

    async def suffer(self, what: str) -> None:
        """One trouble, what is written in it, and how long it takes until all is well."""
        await getattr(self, what)()
        self.score.troubles[what] = self.score.troubles.get(what, 0) + 1
        await self.write(0.2)
        begun = time.monotonic()
        if self.is_forgetful:
            await asyncio.sleep(1)
        else:
            await wait_for(self.is_together, f"together after {what}", self._states)
        self.score.slowest = max(self.score.slowest, time.monotonic() - begun)

    def is_together(self) -> bool:
        texts = {one.text for one in self.replicas}
        return len(texts) == 1 and all(token in next(iter(texts)) for token in self.tokens[-5:])

    def _states(self) -> str:
        return " ".join(f"{one.link.state}:{len(one.replica.text)}" for one in self.guests)

    async def end(self) -> Score:
        for one in self.guests:
            await one.leave()
        text, score = self.coach.replica.text, self.score
        score.typed = len(self.tokens)
        score.lost = [token for token in self.tokens if token not in text]
        score.doubled = [token for token in self.tokens if text.count(token) > 1]
        score.apart = not self.is_together()
        await self.coach.close(over=True)
        for task in self.tasks:
            task.cancel()
        self.line.close()
        return score


async def _run(count: int, troubles: Sequence[str], seconds: float, forgetful: bool) -> Score:
    with relays() as there:
        company = Company(there, forgetful=forgetful)
        await wait_for(company.is_together, "all are there", company._states)
        for number in range(count):
            await company.write(seconds)
            await company.suffer(troubles[number % len(troubles)])
        return await company.end()


def run(
    count: int,
    *,
    troubles: Sequence[str] = TROUBLES,
    seconds: float = 1.0,
    forgetful: bool = False,
) -> Score:
    """Write together, with so many troubles between, one kind after the other."""
    return asyncio.run(_run(count, troubles, seconds, forgetful))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--troubles", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--forgetful", action="store_true")
    options = parser.parse_args()
    if not (shutil.which("node") and shutil.which("redis-server")):
        print("relay: not tried, there is no Node or no redis-server here")
        return
    score = run(options.troubles, seconds=options.seconds, forgetful=options.forgetful)
    print(score)
    sys.exit(score.is_clean == options.forgetful)


if __name__ == "__main__":
    main()
