"""What all packages have to agree on: the version, the types of files, the targets of make, one name."""

from __future__ import annotations

import plistlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.packaging.test_desktop_files import PACKAGING, desktop_entry, project_type
from vqstudio import __version__
from vqstudio.core.files import SAVE_FORMATS
from vqstudio.core.formats import OPEN_SUFFIXES
from vqstudio.ui.kit.translation import ENGLISH, LANGUAGES
from vqstudio.ui.projects.writing import SUFFIX

ROOT = PACKAGING.parent
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
METAINFO = PACKAGING / "local.vqstudio.VQStudio.metainfo.xml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.fixture
def bundle(monkeypatch: pytest.MonkeyPatch) -> Any:
    """packaging/macos/bundle.py, as the spec imports it."""
    monkeypatch.syspath_prepend(str(PACKAGING / "macos"))
    monkeypatch.delitem(sys.modules, "bundle", raising=False)
    import bundle

    return bundle


def metainfo() -> ElementTree.Element:
    return ElementTree.parse(METAINFO).getroot()


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


# -- the version ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="a script of bash")
def test_the_scripts_of_the_packages_read_the_version_of_the_program() -> None:
    done = subprocess.run(["bash", PACKAGING / "version.sh"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == __version__


def test_the_newest_release_in_the_appstream_data_is_this_version() -> None:
    releases = [release.attrib["version"] for release in metainfo().iter("release")]
    assert releases[0] == __version__
    assert len(set(releases)) == len(releases)


def test_no_other_file_of_the_packages_says_a_version_of_its_own(bundle: Any) -> None:
    information = bundle.information()
    assert information["CFBundleVersion"] == information["CFBundleShortVersionString"] == __version__
    for path in PACKAGING.rglob("*"):
        if path.suffix in (".sh", ".spec", ".yml", ".desktop", ".plist"):
            assert f" {__version__}" not in path.read_text("utf-8"), path


# -- the types of files --------------------------------------------------------------------------------------------


def test_macos_is_told_of_every_file_that_the_program_opens(bundle: Any) -> None:
    assert {*bundle.TYPES} == OPEN_SUFFIXES
    information = bundle.information()
    kinds = {kind: entry for entry in information["CFBundleDocumentTypes"] for kind in entry["LSItemContentTypes"]}
    assert {*kinds} == {*bundle.TYPES.values(), bundle.PROJECT_TYPE}
    assert {kind for kind, entry in kinds.items() if entry["CFBundleTypeRole"] == "Editor"} == {
        bundle.PROJECT_TYPE, *(bundle.TYPES[suffix] for suffix in SAVE_FORMATS),
    }  # fmt: skip
    assert [kind for kind, entry in kinds.items() if entry["LSHandlerRank"] == "Owner"] == [bundle.PROJECT_TYPE]
    (declared,) = information["UTExportedTypeDeclarations"]
    tags = declared["UTTypeTagSpecification"]
    assert tags["public.filename-extension"] == [SUFFIX.removeprefix(".")]
    assert tags["public.mime-type"] == [project_type().attrib["type"]]
    imported = {entry["UTTypeIdentifier"] for entry in information["UTImportedTypeDeclarations"]}
    assert imported == {kind for kind in kinds if kind.startswith(bundle.IDENTIFIER) and kind != bundle.PROJECT_TYPE}
    plistlib.dumps(information)


def test_the_icon_of_macos_has_all_sizes(bundle: Any, tmp_path: Path) -> None:
    from PIL import Image

    with Image.open(bundle.icon(tmp_path / "made")) as icon:
        assert icon.format == "ICNS"
        assert {size[0] * size[2] for size in icon.info["sizes"]} >= {32, 128, 256, 512, 1024}
        assert icon.convert("RGBA").getextrema()[3] == (0, 255)


def test_the_entitlements_can_be_read() -> None:
    granted = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert all(name.startswith("com.apple.security.cs.") and value is True for name, value in granted.items())


# -- Linux ---------------------------------------------------------------------------------------------------------


def test_software_centres_are_told_the_same_as_the_desktop() -> None:
    described, entry = metainfo(), desktop_entry()
    assert described.findtext("launchable") == "vqstudio.desktop"
    assert described.findtext("project_license") == "Apache-2.0"
    for summary in described.iter("summary"):
        language = summary.get(LANG)
        assert summary.text == entry[f"Comment[{language}]" if language else "Comment"]
    for kind in ("summary", "p"):
        languages = [text.get(LANG, ENGLISH) for text in described.iter(kind)]
        assert {*languages} == {*LANGUAGES}, kind
    assert {kind.text for kind in described.iter("category")} <= {*entry["Categories"].split(";")}


def test_nothing_is_promised_of_places_that_do_not_exist() -> None:
    described = metainfo()
    assert [*described.iter("url"), *described.iter("screenshot")] == []
    assert "http" not in METAINFO.read_text("utf-8")


def test_the_flatpak_is_the_same_program_and_has_no_network(bundle: Any) -> None:
    manifest = yaml.safe_load((PACKAGING / "flatpak" / "local.vqstudio.VQStudio.yml").read_text("utf-8"))
    assert manifest["id"] == metainfo().findtext("id") == bundle.IDENTIFIER
    assert manifest["command"] == desktop_entry()["Exec"].split()[0]
    assert manifest["rename-desktop-file"] == metainfo().findtext("launchable")
    assert "--share=network" not in manifest["finish-args"]


# -- make and the workflows ----------------------------------------------------------------------------------------


def commands(workflow: dict[str, Any]) -> str:
    return "\n".join(step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_call_what_exists(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    for job in workflow["jobs"].values():
        assert job["runs-on"]
        assert all(("run" in step) != ("uses" in step) for step in job["steps"])
        needed = job.get("needs", [])
        assert {needed} if isinstance(needed, str) else {*needed} <= {*workflow["jobs"]}
    said = commands(workflow)
    asked = set(re.findall(r"\bmake ([a-z-]+)", said))
    assert asked <= targets()
    for script in re.findall(r"\bbash ([\w./-]+)", said):
        assert (ROOT / script).is_file(), script


def test_a_release_is_built_and_used_on_three_systems() -> None:
    release = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8"))
    systems = {entry["os"].split("-")[0] for entry in release["jobs"]["use"]["strategy"]["matrix"]["include"]}
    assert systems == {"ubuntu", "macos", "windows"}
    said = commands(release)
    assert {"make release", "make try-packages"} <= set(re.findall(r"make [a-z-]+", said))
    assert "doctor" in said
    assert "demo/window.png" in said
    assert "SHA256SUMS" in said


@pytest.mark.skipif(sys.platform == "win32", reason="scripts of bash")
def test_every_script_of_the_packages_can_be_read_by_its_shell() -> None:
    scripts = [path for path in PACKAGING.rglob("*.sh") if "windows" not in path.parts]
    assert len(scripts) >= 12
    for path in scripts:
        shell = path.read_text("utf-8").splitlines()[0].removeprefix("#!").removeprefix("/usr/bin/env ").split("/")[-1]
        done = subprocess.run([shell, "-n", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
