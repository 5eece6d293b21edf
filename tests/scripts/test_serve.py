import socket

import pytest

from scripts import serve


def test_a_taken_port_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind((serve.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = serve.free_port(port)
        assert found is not None
        assert port < found < port + serve.PORTS_TRIED


def test_no_free_port_is_said_in_both_languages(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(serve, "free_port", lambda _: None)
    monkeypatch.setattr(serve.sys, "argv", ["serve", "--port", "8501"])
    assert serve.main() == 1
    message = capsys.readouterr().err
    assert "8501–8520 都被占用" in message
    assert "are all taken" in message
