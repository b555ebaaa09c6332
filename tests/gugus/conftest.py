"""Stories of a gugus: nobody has guessed an invitation yet, and some happen at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask

from community.kernel.database import db, end_transaction


@pytest.fixture(autouse=True)
def _nobody_has_guessed(request: pytest.FixtureRequest) -> None:
    if "app" in request.fixturenames:
        request.getfixturevalue("app").extensions.pop("throttle", None)


@pytest.fixture
def at_once(app: Flask) -> Callable[..., list[Any]]:
    """`at_once(f, g)`: run both at the same moment, each in its own thread; what each gave or raised."""

    def run(*actions: Callable[[], Any]) -> list[Any]:
        end_transaction(keep=False)
        barrier, results = Barrier(len(actions)), [None] * len(actions)

        def one(place: int) -> None:
            with app.app_context():
                barrier.wait()
                try:
                    results[place] = actions[place]()
                except Exception as fault:
                    results[place] = fault
                finally:
                    end_transaction(keep=False)
                    db.session.remove()

        threads = [Thread(target=one, args=(place,)) for place in range(len(actions))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return run
