"""How long what is running may still take."""

from __future__ import annotations

from vqstudio.ui.jobs.time_left import TimeLeft


def test_the_time_left_follows_the_pace_and_short_work_tells_none() -> None:
    now = [0.0]
    left = TimeLeft(lambda: now[0])

    def after(seconds: float, share: float) -> str:
        now[0] = seconds
        return left.text(share)

    assert after(0.5, 0.01) == ""  # too early to say
    assert after(5, 0.2) == "about 20 s left"
    assert after(20, 0.7) == "about 9 s left"
    assert after(30, 0.01) == ""  # the next one of several begins
    assert after(34, 0.9) == ""  # and will take less than five seconds
    left.restart()
    assert after(34 + 30, 0.1) == "about 4 minutes left"
