"""A phone tells its person while Gugus is closed: not at night, not twice, and not once they have signed out."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Flask

from community.accounts import jobs, services
from community.accounts.models import Guru, SignIn
from community.accounts.queries import devices_of
from community.kernel import clock
from community.kernel.database import add, db, end_transaction
from community.kernel.errors import NotFound
from community.kernel.notices import PushLetter
from community.kernel.push import NotAnEndpoint, Target
from tests.accounts.test_notice_choices import choose
from tests.people import Cast
from tests.pushes import Device, PushService, open_service
from tests.telling import told
from tests.visitor import Visitor

MORNING = datetime(2026, 11, 21, 1, tzinfo=UTC)  # 08.00 WIB
NIGHT = MORNING + timedelta(hours=14)  # 22.00 WIB
NEXT_MORNING = MORNING + timedelta(hours=22)  # 06.00 WIB


@pytest.fixture
def service(app: Flask) -> Iterator[PushService]:
    with open_service() as found:
        yield found


def switched_on(service: PushService, guru: Guru, device: Device | None = None) -> Device:
    """A phone on which `guru` is signed in and has switched notices on."""
    made = device or service.device()
    end_transaction(keep=False)
    session = add(SignIn(guru_id=guru.id, token_hash=made.endpoint + guru.id, at=MORNING, seen_at=MORNING, how="sandi"))
    end_transaction(keep=True)
    services.add_device(guru, guru, target=made.target, device="Chrome", sign_in_id=session.id)
    return made


def tell_at(moment: datetime, sentence: str, *, key: str = "", who: tuple[str, ...] = ("peserta",)) -> None:
    with clock.told(moment):
        told(who, sentence, key=key, kind="pertemuan", link="/pertemuan/abc")


def wait_until(moment: datetime) -> None:
    with clock.told(moment):
        end_transaction(keep=False)
        jobs.send_waiting_pushes()
    end_transaction(keep=False)


def waiting() -> int:
    return len(db.session.scalars(db.select(PushLetter)).all())


def test_what_is_told_by_day_is_on_every_device_of_the_person_at_once(service: PushService, cast: Cast) -> None:
    phone, laptop = switched_on(service, cast.peserta), switched_on(service, cast.peserta)
    stranger = switched_on(service, cast.peserta2)
    tell_at(MORNING, "Pertemuan dipindah.", key="pindah:abc")
    for each in (phone, laptop):
        assert each.messages == [
            {
                "title": "Gugus: Pertemuan",
                "sentence": "Pertemuan dipindah.",
                "link": "/pertemuan/abc",
                "tag": "pindah:abc",
            }
        ]
    assert stranger.messages == [] and waiting() == 0


def test_what_is_told_at_night_waits_for_the_morning_and_only_the_last_of_one_matter_is_heard(
    service: PushService, cast: Cast
) -> None:
    phone = switched_on(service, cast.peserta)
    tell_at(NIGHT, "Dipindah ke Senin.", key="pindah:abc")
    tell_at(NIGHT + timedelta(hours=1), "Dipindah ke Selasa.", key="pindah:abc")
    wait_until(NIGHT + timedelta(hours=3))
    assert phone.messages == []
    wait_until(NEXT_MORNING)
    wait_until(NEXT_MORNING + timedelta(minutes=5))
    assert [each["sentence"] for each in phone.messages] == ["Dipindah ke Selasa."]


def test_what_was_read_in_the_meantime_wakes_nobody(service: PushService, cast: Cast) -> None:
    phone = switched_on(service, cast.peserta)
    tell_at(NIGHT, "Dipindah ke Senin.")
    services.read_notices(cast.peserta, cast.peserta)
    wait_until(NEXT_MORNING)
    assert phone.messages == [] and waiting() == 0


def test_who_has_no_quiet_hours_is_told_at_night(service: PushService, cast: Cast) -> None:
    choose(cast, quiet_from=time(0), quiet_until=time(0))
    phone = switched_on(service, cast.peserta)
    tell_at(NIGHT, "Dipindah ke Senin.")
    assert len(phone.messages) == 1


def test_a_kind_turned_off_for_devices_is_not_sent_to_them(service: PushService, cast: Cast) -> None:
    choose(cast, ways={"pertemuan": ["app"]})
    phone = switched_on(service, cast.peserta)
    tell_at(MORNING, "Dipindah ke Senin.")
    assert phone.messages == []


def test_a_device_that_is_gone_is_forgotten(service: PushService, cast: Cast) -> None:
    phone = switched_on(service, cast.peserta)
    del service.devices[phone.endpoint]
    tell_at(MORNING, "Dipindah ke Senin.")
    assert devices_of("peserta") == [] and waiting() == 0


def test_a_server_without_time_is_asked_later_and_only_once_a_round(service: PushService, cast: Cast) -> None:
    first, second = switched_on(service, cast.peserta), switched_on(service, cast.peserta2)
    service.answer = 503
    tell_at(MORNING, "Dipindah ke Senin.", who=("peserta", "peserta2"))
    assert len(service.asked) == 1 and waiting() == 2
    service.answer = 201
    wait_until(MORNING + timedelta(minutes=5))
    assert first.messages == []
    wait_until(MORNING + timedelta(minutes=11))
    assert [len(each.messages) for each in (first, second)] == [1, 1] and waiting() == 0


def test_a_server_that_never_answers_is_given_up(service: PushService, cast: Cast) -> None:
    switched_on(service, cast.peserta)
    service.answer = 503
    tell_at(MORNING, "Dipindah ke Senin.")
    choose(cast, quiet_from=time(0), quiet_until=time(0))
    for hours in range(1, 40):
        wait_until(MORNING + timedelta(hours=hours))
    assert waiting() == 0 and len(service.asked) == 6


def test_a_message_on_its_way_when_the_process_was_killed_is_sent_again(
    service: PushService, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = switched_on(service, cast.peserta)
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "_delivered", lambda _post: True)  # taken, then nothing more
        tell_at(MORNING, "Dipindah ke Senin.")
    assert phone.messages == []
    wait_until(MORNING + timedelta(minutes=11))
    assert len(phone.messages) == 1


@pytest.mark.parametrize("how", ["out", "others", "password"])
def test_a_device_that_was_signed_out_tells_no_more(service: PushService, cast: Cast, how: str) -> None:
    phone = switched_on(service, cast.peserta)
    device = devices_of("peserta")[0]
    assert device.sign_in_id
    if how == "out":
        services.sign_out(cast.peserta, cast.peserta, sign_in_id=device.sign_in_id)
    else:
        services.sign_out_others(cast.peserta, cast.peserta, keep_id="lain")
    tell_at(MORNING, "Dipindah ke Senin.")
    assert phone.messages == [] and devices_of("peserta") == []


def test_a_phone_that_changes_hands_tells_the_new_person_only(service: PushService, cast: Cast) -> None:
    phone = switched_on(service, cast.peserta)
    switched_on(service, cast.peserta2, phone)
    tell_at(MORNING, "Untuk Ai.", who=("peserta",))
    tell_at(MORNING, "Untuk Ida.", who=("peserta2",))
    assert [each["sentence"] for each in phone.messages] == ["Untuk Ida."]


def test_the_eleventh_device_takes_the_place_of_the_first(service: PushService, cast: Cast) -> None:
    phones = []
    for number in range(11):
        with clock.told(MORNING + timedelta(minutes=number)):
            phones.append(switched_on(service, cast.peserta))
    tell_at(MORNING + timedelta(hours=1), "Dipindah ke Senin.")
    assert [len(each.messages) for each in phones] == [0] + [1] * 10


# The page


def test_a_browser_switches_on_with_the_form_and_off_with_a_button(
    service: PushService, cast: Cast, visitor: Callable[..., Visitor]
) -> None:
    browser, phone = visitor(cast.peserta), service.device()
    page = browser.visit("/akun/pemberitahuan/atur")
    page = browser.submit(page, phone.target._asdict(), action="/perangkat")
    assert "Perangkat ini sekarang menerima pemberitahuan" in page and "Perangkat ini" in page
    tell_at(MORNING, "Dipindah ke Senin.")
    assert len(phone.messages) == 1
    page = browser.submit(page, action=f"/perangkat/{devices_of('peserta')[0].id}/hapus")
    tell_at(MORNING, "Dipindah ke Selasa.")
    assert len(phone.messages) == 1


@pytest.mark.parametrize("wrong", [{"endpoint": ""}, {"endpoint": "http://10.0.0.4/x"}, {"p256dh": "x"}, {"auth": ""}])
def test_what_no_browser_gives_is_refused_and_nothing_is_kept(
    service: PushService, cast: Cast, visitor: Callable[..., Visitor], wrong: dict[str, str]
) -> None:
    browser = visitor(cast.peserta)
    page = browser.visit("/akun/pemberitahuan/atur")
    fields = service.device().target._asdict() | wrong
    assert "Matikan lalu nyalakan lagi" in browser.submit(page, fields, action="/perangkat", status=422)
    assert devices_of("peserta") == []


def test_nobody_switches_off_the_device_of_another(service: PushService, cast: Cast) -> None:
    switched_on(service, cast.peserta)
    (device,) = devices_of("peserta")
    with pytest.raises(NotFound):
        services.remove_device(cast.peserta2, cast.peserta2, subscription_id=device.id)


def test_an_address_within_our_own_network_is_no_device(app: Flask, service: PushService, cast: Cast) -> None:
    keys = service.device().target
    with pytest.raises(NotAnEndpoint):
        services.add_device(
            cast.peserta,
            cast.peserta,
            target=Target("https://10.0.0.4/x", keys.p256dh, keys.auth),
            device="",
            sign_in_id=None,
        )
