import io

import buffered


def test_write(monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr("builtins.open", lambda *a, **k: out)
    buffered.write_report("x", ["a", "b"])
    assert out.getvalue() == "a\nb"
