"""The versions that a manifest names."""

from importlib.metadata import version

import pytest

from generator.delivery import versions


@pytest.fixture
def asked_anew():
    """Versions are looked up once a run: here they are looked up again, before and after."""
    versions.versions.cache_clear()
    yield
    versions.versions.cache_clear()


@pytest.mark.usefixtures("asked_anew")
def test_versions_are_those_of_the_installed_libraries():
    """Whether told by the folders' names or looked up, a version is what its library says."""
    told = dict(versions.versions())
    libraries = [name for name in told if name != "generator"]
    assert "python-docx" in libraries
    assert {name: told[name] for name in libraries} == {name: version(name) for name in libraries}
    assert set(map(versions._plain, libraries)) <= versions._installed().keys()


@pytest.mark.usefixtures("asked_anew")
def test_a_library_installed_without_a_folder_of_its_own_is_looked_up(monkeypatch):
    """A system's own packages may be recorded otherwise."""
    monkeypatch.setattr(versions, "_installed", dict)
    assert versions.versions()["docxtpl"] == version("docxtpl")
